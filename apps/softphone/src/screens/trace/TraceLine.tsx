import type { TraceEntry } from '@sidetone/phone';
import { ArrowDownLeft, ArrowUpRight, Cable, CircleSlash, StickyNote, Workflow, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import styles from './TraceLine.module.css';

/** One entry: when, which way, the first line; the whole text when it is opened. */
export const TraceLine = memo(function TraceLine({ entry }: { readonly entry: TraceEntry }) {
  const { t } = useTranslation();
  const kind = entry.kind === 'message' ? entry.direction : entry.kind;
  const Icon = icons[kind];
  const text = 'text' in entry ? entry.text : undefined;
  const line = (
    <>
      <time className={styles.time} dateTime={new Date(entry.at).toISOString()}>
        {clockTime(entry.at)}
      </time>
      <Icon className={styles.icon} data-kind={kind} aria-hidden="true" />
      <VisuallyHidden>{t(`trace.${kind}`)}: </VisuallyHidden>
      <span className={styles.summary}>{entry.summary.replace(/ SIP\/2\.0$|^SIP\/2\.0 /, '')}</span>
      {entry.kind === 'message' && entry.status !== undefined && <span className={styles.method}>{entry.method}</span>}
    </>
  );
  return (
    <li className={styles.entry} data-tone={tone(entry)}>
      {text === undefined ? (
        <div className={styles.line}>{line}</div>
      ) : (
        <details>
          <summary className={styles.line}>{line}</summary>
          <pre className={styles.text}>{text.trimEnd()}</pre>
        </details>
      )}
    </li>
  );
});

const icons: Readonly<Record<'sent' | 'received' | Exclude<TraceEntry['kind'], 'message'>, LucideIcon>> = {
  sent: ArrowUpRight,
  received: ArrowDownLeft,
  flow: Cable,
  transaction: Workflow,
  dropped: CircleSlash,
  note: StickyNote,
};

function tone(entry: TraceEntry): 'message' | 'failure' | 'detail' {
  if (entry.kind === 'dropped') return 'failure';
  if (entry.kind !== 'message') return 'detail';
  // A challenge is a question, not a failure.
  const { status = 0 } = entry;
  return status >= 400 && status !== 401 && status !== 407 ? 'failure' : 'message';
}

/** Hours to milliseconds, here. */
function clockTime(at: number): string {
  const date = new Date(at);
  const digits = (value: number, count = 2): string => String(value).padStart(count, '0');
  return `${digits(date.getHours())}:${digits(date.getMinutes())}:${digits(date.getSeconds())}.${digits(date.getMilliseconds(), 3)}`;
}
