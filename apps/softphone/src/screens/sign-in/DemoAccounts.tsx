import type { DemoAccountSnapshot } from '@sidetone/phone';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import styles from './DemoAccounts.module.css';

/** One large card per demo account: a click signs in. */
export function DemoAccounts({ accounts }: { readonly accounts: readonly DemoAccountSnapshot[] }) {
  const { t } = useTranslation();
  const commands = useCommands();
  const session = usePhoneState((state) => state.session);
  const domain = usePhoneState((state) => state.server?.domain ?? '');
  const busy = session.kind === 'signing-in' || session.kind === 'signing-out';
  const chosen = session.kind === 'signing-in' ? session.account.user : undefined;

  return (
    <ul className={styles.cards} aria-label={t('sign-in.demo-list')}>
      {accounts.map(({ user, displayName }) => (
        <li key={user}>
          <AriaButton
            className={styles.card ?? ''}
            data-chosen={chosen === user || undefined}
            isDisabled={busy}
            onPress={() => commands.signInAsDemo(user)}
          >
            <Avatar name={displayName} address={`sip:${user}@${domain}`} size="large" />
            <span className={styles.words}>
              <span className={styles.as}>{t('sign-in.demo-as')}</span>
              <span className={styles.name}>{displayName}</span>
            </span>
            {chosen === user && <Spinner />}
          </AriaButton>
        </li>
      ))}
    </ul>
  );
}
