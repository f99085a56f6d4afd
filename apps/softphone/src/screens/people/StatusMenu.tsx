import type { OwnStatus } from '@sidetone/phone';
import { Activity, FlaskConical, LogOut } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { Button } from '../../components/Button.tsx';
import { PresenceDot } from '../../components/PresenceDot.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { useTracePanel } from '../trace/trace-panel-context.ts';
import styles from './StatusMenu.module.css';

const statuses: readonly OwnStatus[] = ['available', 'busy', 'away'];

/** What the menu of one's own name holds: status, note, trace, sign out. */
export function StatusMenu({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const own = usePhoneState((state) => state.ownPresence);
  const trace = useTracePanel();
  const [note, setNote] = useState(own.note);
  const saveNote = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    commands.setPresence(own.status, note.trim());
    close();
  };

  return (
    <>
      <fieldset className={styles.statuses}>
        <legend className={styles.legend}>{t('own.title')}</legend>
        {statuses.map((status) => (
          <label className={styles.choice} key={status}>
            <input
              className={styles.radio}
              type="radio"
              name="status"
              value={status}
              checked={own.status === status}
              onChange={() => commands.setPresence(status, note.trim())}
            />
            <PresenceDot look={status} />
            <span className={styles.choiceWords}>
              <span className={styles.choiceName}>{t(`own.${status}`)}</span>
              <span className={styles.choiceHint}>{t(`own.${status}-hint`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <form className={styles.note} onSubmit={saveNote}>
        <input
          className={styles.noteInput}
          type="text"
          name="note"
          aria-label={t('own.note')}
          placeholder={t('own.note-placeholder')}
          maxLength={140}
          autoComplete="off"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button kind="soft" type="submit" action={note.trim() === own.note ? undefined : nothing}>
          {t('own.note-save')}
        </Button>
      </form>
      {own.publication.kind === 'failed' && (
        <p className={styles.problem} role="alert">
          {say(own.publication.why)}
        </p>
      )}
      <div className={styles.actions}>
        <Button
          kind="quiet"
          wide
          className={styles.action}
          action={() => {
            trace.setOpen(!trace.open);
            close();
          }}
        >
          <Activity aria-hidden="true" />
          {t(trace.open ? 'own.trace-hide' : 'own.trace-show')}
        </Button>
        {/* In a window of its own, so that nobody is signed out by it. */}
        <a className={styles.link} href="/bakeoff" target="_blank" rel="noreferrer">
          <FlaskConical aria-hidden="true" />
          {t('own.bake-off')}
        </a>
        <Button kind="quiet" wide className={styles.action} action={() => commands.signOut()}>
          <LogOut aria-hidden="true" />
          {t('own.sign-out')}
        </Button>
      </div>
    </>
  );
}

/** The form's own event submits it. */
const nothing = (): void => undefined;
