import type { TraceEntry } from '@sidetone/phone';
import { Trash2, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Ladder } from '../../components/ladder/Ladder.tsx';
import { clockTime } from './clock-time.ts';
import { traceLadder } from './trace-ladder.ts';
import styles from './TracePanel.module.css';

/** Every message as it was sent and received. Loaded only when it is opened, hence a default export. */
export default function TracePanel({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const commands = useCommands();
  const trace = usePhoneState((state) => state.trace);
  const [messagesOnly, setMessagesOnly] = useState(true);
  const title = useRef<HTMLHeadingElement>(null);
  const ladder = useMemo(
    () => traceLadder(messagesOnly ? trace.filter(isMessage) : trace, t('trace.phone')),
    [trace, messagesOnly, t],
  );
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
      {ladder.messages.length === 0 && ladder.remarks?.length === 0 ? (
        <p className={styles.empty}>{t('trace.empty')}</p>
      ) : (
        <div className={styles.ladder}>
          <Ladder {...ladder} time={clockTime} follows />
        </div>
      )}
    </section>
  );
}

function isMessage({ kind }: TraceEntry): boolean {
  return kind === 'message' || kind === 'dropped';
}
