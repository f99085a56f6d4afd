import type { CommandResult, Sentence } from '@sidetone/phone';
import { useMemo, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhoneState } from '../../app/phone-context.ts';
import { Button } from '../../components/Button.tsx';
import { SheetDialog } from '../../components/SheetDialog.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { PersonField } from '../people/PersonField.tsx';
import { knownPeople, targetOf } from '../people/known-people.ts';
import styles from './TransferDialog.module.css';

export interface TransferDialogProps {
  /** Who is transferred. */
  readonly name: string;
  readonly aor: string;
  readonly transfer: ((target: string) => CommandResult) | undefined;
  readonly close: () => void;
}

/** Asks to whom the other end shall be transferred. */
export function TransferDialog({ name, aor, transfer, close }: TransferDialogProps) {
  const { t } = useTranslation();
  const say = useSay();
  const roster = usePhoneState((state) => state.roster);
  const chats = usePhoneState((state) => state.chats);
  const people = useMemo(() => knownPeople(roster, chats).filter((person) => person.aor !== aor), [roster, chats, aor]);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Sentence>();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const result = transfer?.(targetOf(text, people));
    if (result?.ok === false) setProblem(result.error);
    else close();
  };

  return (
    <SheetDialog title={t('transfer.title', { name })} hint={t('transfer.hint', { name })} close={close}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <PersonField
          label={t('transfer.to')}
          people={people}
          text={text}
          onChange={(value) => {
            setText(value);
            setProblem(undefined);
          }}
          error={problem === undefined ? undefined : say(problem)}
        />
        <Button kind="primary" size="large" wide type="submit" action={transfer === undefined ? undefined : nothing}>
          {t('transfer.action')}
        </Button>
      </form>
    </SheetDialog>
  );
}

/** The form's own event submits it. */
const nothing = (): void => undefined;
