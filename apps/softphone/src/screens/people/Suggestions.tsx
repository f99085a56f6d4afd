import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { selectAccount } from '@sidetone/phone';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { displayAddress } from '../../format/address.ts';
import styles from './Suggestions.module.css';

/** The other demo accounts of the server that are not in the list yet. */
export function Suggestions() {
  const { t } = useTranslation();
  const commands = useCommands();
  const server = usePhoneState((state) => state.server);
  const roster = usePhoneState((state) => state.roster);
  const account = usePhoneState(selectAccount);
  const people = useMemo(() => {
    if (server === undefined || account?.domain !== server.domain) return [];
    const known = new Set([account.aor, ...roster.map(({ aor }) => aor)]);
    return server.demoAccounts
      .map(({ user, displayName }) => ({ aor: `sip:${user}@${server.domain}`, displayName }))
      .filter(({ aor }) => !known.has(aor));
  }, [server, roster, account]);
  if (people.length === 0) return null;

  return (
    <section className={styles.suggestions} aria-labelledby="suggestions">
      <h3 className={styles.title} id="suggestions">
        {t('people.suggest')}
      </h3>
      <ul>
        {people.map(({ aor, displayName }) => (
          <li className={styles.row} key={aor}>
            <Avatar name={displayName} address={aor} size="small" />
            <span className={styles.words}>
              <span className={styles.name}>{displayName}</span>
              <span className={styles.address}>{displayAddress(aor)}</span>
            </span>
            <IconButton
              icon={Plus}
              label={t('people.suggest-add', { name: displayName })}
              kind="soft"
              size="small"
              tip="none"
              action={() => commands.addBuddy(aor, displayName)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
