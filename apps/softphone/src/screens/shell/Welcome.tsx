import { selectAccount } from '@sidetone/phone';
import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePhoneState } from '../../app/phone-context.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { useCopy } from '../../components/use-copy.ts';
import { displayAddress } from '../../format/address.ts';
import styles from './Welcome.module.css';

/** The main pane before anybody is chosen. */
export function Welcome() {
  const { t } = useTranslation();
  const account = usePhoneState(selectAccount);
  const address = account === undefined ? '' : displayAddress(account.aor);
  const [copying, copy] = useCopy(address);
  if (account === undefined) return null;
  return (
    <div className={styles.welcome}>
      <div className={styles.face}>
        <Avatar name={account.displayName} address={account.aor} size="huge" />
      </div>
      <div className={styles.words}>
        <h1 className={styles.title}>{t('welcome.title', { name: account.displayName })}</h1>
        <p className={styles.hint}>{t('welcome.hint')}</p>
      </div>
      <div className={styles.reach}>
        <p className={styles.label}>{t('welcome.reach')}</p>
        <p className={styles.address}>{address}</p>
        <Button kind="soft" action={copy}>
          {copying === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {t(copying === 'copied' ? 'welcome.copied' : 'welcome.copy')}
        </Button>
        <output className={styles.label}>{copying === 'not-copied' && t('welcome.not-copied')}</output>
      </div>
    </div>
  );
}
