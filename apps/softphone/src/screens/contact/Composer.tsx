import type { Aor, Sentence } from '@sidetone/phone';
import { ArrowUp } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/phone-context.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { useDrafts } from './drafts-context.ts';
import styles from './Composer.module.css';

export interface ComposerProps {
  readonly aor: Aor;
  readonly name: string;
}

/** The field to write a message. Enter sends, Shift+Enter begins a line; a draft waits until one comes back. */
export function Composer({ aor, name }: ComposerProps) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const drafts = useDrafts();
  const [text, setText] = useState(drafts.get(aor) ?? '');
  const [problem, setProblem] = useState<Sentence>();
  const field = useRef<HTMLTextAreaElement>(null);
  const problemId = useId();

  // With a keyboard one writes at once; on a phone the field would open the keyboard over the messages.
  useEffect(() => {
    if (matchMedia('(hover: hover) and (min-width: 52rem)').matches) field.current?.focus();
  }, []);

  const change = (value: string): void => {
    drafts.set(aor, value);
    setText(value);
    setProblem(undefined);
  };
  const send = (): void => {
    const result = commands.sendMessage(aor, text);
    if (result.ok) change('');
    else setProblem(result.error);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (text.trim() !== '') send();
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    send();
  };

  return (
    <form className={styles.composer} onSubmit={onSubmit}>
      {problem !== undefined && (
        <p className={styles.problem} id={problemId} role="alert">
          {say(problem)}
        </p>
      )}
      <div className={styles.box}>
        <textarea
          className={styles.field}
          ref={field}
          rows={1}
          aria-label={t('chat.label', { name })}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          placeholder={t('chat.placeholder')}
          enterKeyHint="send"
          dir="auto"
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton
          icon={ArrowUp}
          label={t('chat.send')}
          kind="primary"
          tip="none"
          action={text.trim() === '' ? undefined : send}
        />
      </div>
    </form>
  );
}
