import { RotateCw, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { useNow } from '../../app/now.ts';
import { Button } from '../../components/Button.tsx';
import { useSay } from '../../i18n/use-say.ts';
import styles from './ConnectionBanner.module.css';

/** Says that the connection is lost, and what is done about it. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const session = usePhoneState((state) => state.session);
  const now = useNow(1000);
  if (session.kind !== 'reconnecting') return null;
  const seconds = session.retryAt === undefined ? 0 : Math.max(0, Math.ceil((session.retryAt - now) / 1000));
  return (
    <div className={styles.banner}>
      <WifiOff className={styles.icon} aria-hidden="true" />
      <output className={styles.words}>
        <strong>{t('banner.reconnecting')}</strong> {say(session.why)}
      </output>
      <span className={styles.when}>{seconds > 0 ? t('banner.in', { seconds }) : t('banner.now')}</span>
      <Button kind="quiet" className={styles.retry} action={seconds > 0 ? () => commands.retrySignIn() : undefined}>
        <RotateCw aria-hidden="true" />
        {t('banner.retry')}
      </Button>
    </div>
  );
}
