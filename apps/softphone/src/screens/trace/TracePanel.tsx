import type { TraceEntry } from '@sidetone/phone';
import { Trash2, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { TraceLine } from './TraceLine.tsx';
import styles from './TracePanel.module.css';

/** Every message as it was sent and received. Loaded only when it is opened, hence a default export. */
export default function TracePanel({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const commands = useCommands();
  const trace = usePhoneState((state) => state.trace);
  const [messagesOnly, setMessagesOnly] = useState(true);
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useMemo(() => (messagesOnly ? trace.filter(isMessage) : trace), [trace, messagesOnly]);
  const list = useFollowEnd(shown);
  useEffect(() => title.current?.focus(), []);

  return (
    <section className={styles.panel} aria-labelledby="trace-title">
      <header className={styles.top}>
        <div className={styles.words}>
          <h2 className={styles.title} id="trace-title" ref={title} tabIndex={-1}>
            {t('trace.title')}
          </h2>
          <p className={styles.hint}>{t('trace.hint')}</p>
        </div>
        <IconButton
          icon={Trash2}
          label={t('trace.clear')}
          action={trace.length === 0 ? undefined : () => commands.clearTrace()}
        />
        <IconButton icon={X} label={t('trace.close')} tip="none" action={close} />
      </header>
      <label className={styles.filter}>
        <input type="checkbox" checked={messagesOnly} onChange={(event) => setMessagesOnly(event.target.checked)} />
        {t('trace.messages-only')}
      </label>
      {shown.length === 0 ? (
        <p className={styles.empty}>{t('trace.empty')}</p>
      ) : (
        <ol className={styles.list} ref={list}>
          {shown.map((entry) => (
            <TraceLine key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function isMessage({ kind }: TraceEntry): boolean {
  return kind === 'message' || kind === 'dropped';
}

/** The list follows its end, unless the person has scrolled away from it. */
function useFollowEnd(entries: readonly TraceEntry[]) {
  const ref = useRef<HTMLOListElement>(null);
  const distance = useRef(0);
  useEffect(() => {
    const box = ref.current;
    if (box === null || entries.length === 0) return undefined;
    if (distance.current < 60) box.scrollTop = box.scrollHeight;
    const measure = (): void => {
      distance.current = box.scrollHeight - box.scrollTop - box.clientHeight;
    };
    box.addEventListener('scroll', measure, { passive: true });
    return () => box.removeEventListener('scroll', measure);
  }, [entries]);
  return ref;
}
