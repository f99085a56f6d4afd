import { selectChat, type Aor, type ChatMessageSnapshot } from '@sidetone/phone';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { useNow } from '../../app/now.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { dayName, daysAgo } from '../../format/time.ts';
import { ChatMessage } from './ChatMessage.tsx';
import { Composer } from './Composer.tsx';
import { chatDays } from './chat-days.ts';
import styles from './Chat.module.css';

export interface ChatProps {
  readonly aor: Aor;
  readonly name: string;
}

const noMessages: readonly ChatMessageSnapshot[] = [];

/** The conversation with one person: messages by day, and the field to write. */
export function Chat({ aor, name }: ChatProps) {
  const { t, i18n } = useTranslation();
  const messages = usePhoneState((state) => selectChat(aor)(state)?.messages ?? noMessages);
  const now = useNow(60_000);
  const days = useMemo(() => chatDays(messages), [messages]);
  const scroller = useStickToEnd(messages);
  useMarkRead(aor);

  const dayLabel = (at: number): string => {
    const ago = daysAgo(at, now);
    return ago === 0 ? t('chat.today') : ago === 1 ? t('chat.yesterday') : dayName(at, now, i18n.language);
  };

  return (
    <div className={styles.chat}>
      <div
        className={styles.scroller}
        ref={scroller}
        role="log"
        aria-label={t('chat.log', { name })}
        // A log that scrolls has to be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {messages.length === 0 ? (
          <div className={styles.empty}>
            <Avatar name={name} address={aor} size="large" />
            <p className={styles.emptyTitle}>{t('chat.empty')}</p>
            <p>{t('chat.empty-hint', { name })}</p>
          </div>
        ) : (
          days.map((day) => (
            <section className={styles.day} key={day.key} aria-label={dayLabel(day.at)}>
              <p className={styles.dayName} aria-hidden="true">
                <span>{dayLabel(day.at)}</span>
              </p>
              {day.runs.map(({ messages: run }) => (
                <ul className={styles.run} key={run[0].id}>
                  {run.map((message, index) => (
                    <ChatMessage
                      key={message.id}
                      message={message}
                      name={name}
                      aor={aor}
                      last={index === run.length - 1}
                    />
                  ))}
                </ul>
              ))}
            </section>
          ))
        )}
      </div>
      <Composer aor={aor} name={name} />
    </div>
  );
}

/** Keeps the newest message in view, unless the person has scrolled up to read. */
function useStickToEnd(messages: readonly ChatMessageSnapshot[]) {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const box = ref.current;
    if (box === null) return undefined;
    const toEnd = (): void => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    };
    const onScroll = (): void => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
    };
    // The keyboard of a phone, or a taller field, makes the log shorter.
    const resized = new ResizeObserver(toEnd);
    resized.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resized.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, []);
  useLayoutEffect(() => {
    const box = ref.current;
    if (box !== null && (atEnd.current || messages.at(-1)?.direction === 'outgoing')) box.scrollTop = box.scrollHeight;
  }, [messages]);
  return ref;
}

/** What is on a visible page has been seen. */
function useMarkRead(aor: Aor): void {
  const commands = useCommands();
  const unread = usePhoneState((state) => selectChat(aor)(state)?.unread ?? 0);
  useEffect(() => {
    if (unread === 0) return undefined;
    const mark = (): void => {
      if (document.visibilityState === 'visible') commands.markRead(aor);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [aor, unread, commands]);
}
