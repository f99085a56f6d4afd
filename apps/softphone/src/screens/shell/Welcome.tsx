import { selectAccount } from '@sidetone/phone';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhoneState } from '../../app/phone-context.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { displayAddress } from '../../format/address.ts';
import styles from './Welcome.module.css';

type Copying = 'idle' | 'copied' | 'not-copied';

/** The main pane before anybody is chosen. */
export function Welcome() {
  const { t } = useTranslation();
  const account = usePhoneState(selectAccount);
  const [copying, setCopying] = useState<Copying>('idle');
  if (account === undefined) return null;
  const address = displayAddress(account.aor);
  const copy = (): void => {
    navigator.clipboard.writeText(address).then(
      () => setCopying('copied'),
      () => setCopying('not-copied'),
    );
  };
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
