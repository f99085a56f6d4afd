import { Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../app/route.ts';
import { useNow } from '../../app/now.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { shortTime } from '../../format/time.ts';
import { usePlaceCall } from '../call/use-place-call.ts';
import type { Person } from './people-list.ts';
import { presenceKey, presenceLook, presenceNote } from './presence-look.ts';
import styles from './BuddyRow.module.css';

export interface BuddyRowProps {
  readonly person: Person;
  readonly selected: boolean;
}

/** A person in the list: a link to the conversation, and a button that calls. */
export function BuddyRow({ person, selected }: BuddyRowProps) {
  const { t, i18n } = useTranslation();
  const now = useNow(60_000);
  const place = usePlaceCall();
  const { aor, displayName, presence, unread, lastMessage } = person;
  const status = t(presence === undefined ? 'presence.none' : presenceKey(presence));
  const note = presence === undefined ? undefined : presenceNote(presence);
  const said =
    lastMessage === undefined
      ? undefined
      : lastMessage.direction === 'outgoing'
        ? t('people.you', { text: lastMessage.text })
        : lastMessage.text;

  return (
    <li className={styles.row} data-selected={selected || undefined} data-unread={unread > 0 || undefined}>
      <a
        className={styles.link}
        href={formatRoute({ kind: 'contact', aor })}
        aria-current={selected ? 'page' : undefined}
        draggable={false}
      >
        <Avatar
          name={displayName}
          address={aor}
          presence={presence === undefined ? undefined : presenceLook(presence)}
        />
        <span className={styles.words}>
          <span className={styles.first}>
            <span className={styles.name}>{displayName}</span>
            {lastMessage !== undefined && (
              <time className={styles.time} dateTime={new Date(lastMessage.at).toISOString()}>
                {shortTime(lastMessage.at, now, i18n.language)}
              </time>
            )}
          </span>
          <VisuallyHidden>, {status}, </VisuallyHidden>
          <span className={styles.second}>
            <span className={styles.line}>{unread > 0 && said !== undefined ? said : (note ?? said ?? status)}</span>
            {unread > 0 && (
              <span className={styles.badge}>
                <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
                <VisuallyHidden>{t('people.unread', { count: unread })}</VisuallyHidden>
              </span>
            )}
          </span>
        </span>
      </a>
      <IconButton
        className={styles.call}
        icon={Phone}
        label={t('people.call', { name: displayName })}
        kind="soft"
        tip="none"
        action={place(aor, { video: false })}
      />
    </li>
  );
}
