import { UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhoneState } from '../../app/phone-context.ts';
import { useRoute } from '../../app/route.ts';
import { AddBuddy } from './AddBuddy.tsx';
import { BuddyRow } from './BuddyRow.tsx';
import { Suggestions } from './Suggestions.tsx';
import { peopleList, type Person } from './people-list.ts';
import styles from './BuddyList.module.css';

/** Everybody one talks to, with live presence and unread messages. */
export function BuddyList({ filter }: { readonly filter: string }) {
  const { t } = useTranslation();
  const roster = usePhoneState((state) => state.roster);
  const chats = usePhoneState((state) => state.chats);
  const { buddies, others } = useMemo(() => peopleList(roster, chats, filter), [roster, chats, filter]);
  const filtered = filter.trim() !== '';
  const empty = buddies.length === 0 && others.length === 0;

  return (
    <div className={styles.people}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('people.title')}</h2>
        <AddBuddy />
      </div>
      {buddies.length > 0 && <Rows people={buddies} />}
      {others.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{t('people.others')}</h3>
          <Rows people={others} />
        </>
      )}
      {empty && filtered && <output className={styles.none}>{t('people.no-match', { text: filter.trim() })}</output>}
      {empty && !filtered && (
        <div className={styles.empty}>
          <span className={styles.emptyMark} aria-hidden="true">
            <UserPlus />
          </span>
          <p className={styles.emptyTitle}>{t('people.empty')}</p>
          <p className={styles.none}>{t('people.empty-hint')}</p>
        </div>
      )}
      {!filtered && <Suggestions />}
    </div>
  );
}

function Rows({ people }: { readonly people: readonly Person[] }) {
  const route = useRoute();
  return (
    <ul className={styles.rows}>
      {people.map((person) => (
        <BuddyRow key={person.aor} person={person} selected={route.kind === 'contact' && route.aor === person.aor} />
      ))}
    </ul>
  );
}
