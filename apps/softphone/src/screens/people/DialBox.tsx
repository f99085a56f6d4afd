import type { CommandResult, Sentence } from '@sidetone/phone';
import { Headphones, MessageCircle, Phone, Search, Video, X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/phone-context.ts';
import { navigate } from '../../app/route.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { useIsInCall } from '../call/use-place-call.ts';
import { DevicesSheet } from '../devices/DevicesSheet.tsx';
import { CallTopic, noTopic, topicOptions } from './CallTopic.tsx';
import styles from './DialBox.module.css';

export interface DialBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** One field to find somebody in the list, or to call or write to any address. Enter calls. */
export function DialBox({ text, onChange }: DialBoxProps) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const inCall = useIsInCall();
  const [problem, setProblem] = useState<Sentence>();
  const [topic, setTopic] = useState(noTopic);
  const [devicesOpen, setDevicesOpen] = useState(false);
  const problemId = useId();
  const change = (value: string): void => {
    onChange(value);
    setProblem(undefined);
  };
  const clear = (): void => {
    change('');
    setTopic(noTopic);
  };
  const finish = <T,>(result: CommandResult<T>, done?: (value: T) => void): void => {
    if (!result.ok) return setProblem(result.error);
    clear();
    done?.(result.value);
  };
  const empty = text.trim() === '';
  const place = (video: boolean): void => finish(commands.call(text, { video, ...topicOptions(topic) }));
  const call = (video: boolean): (() => void) | undefined => (inCall || empty ? undefined : () => place(video));
  const write = empty ? undefined : () => finish(commands.openChat(text), (aor) => navigate({ kind: 'contact', aor }));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') place(false);
    if (event.key === 'Escape') clear();
  };

  return (
    <search className={styles.dial}>
      <div className={styles.box} data-invalid={problem !== undefined || undefined}>
        <Search className={styles.glass} aria-hidden="true" />
        <input
          className={styles.input}
          type="text"
          inputMode="email"
          enterKeyHint="go"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('dial.label')}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          placeholder={t('dial.placeholder')}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {empty ? (
          <IconButton icon={Headphones} label={t('devices.title')} size="small" action={() => setDevicesOpen(true)} />
        ) : (
          <IconButton icon={X} label={t('dial.clear')} size="small" tip="none" action={clear} />
        )}
      </div>
      {!empty && (
        <div className={styles.actions}>
          <Button kind="primary" className={styles.action} action={call(false)}>
            <Phone aria-hidden="true" />
            {t('dial.audio')}
          </Button>
          <Button className={styles.action} aria-label={t('dial.video-label')} action={call(true)}>
            <Video aria-hidden="true" />
            {t('dial.video')}
          </Button>
          <Button className={styles.action} action={write}>
            <MessageCircle aria-hidden="true" />
            {t('dial.write')}
          </Button>
        </div>
      )}
      {!empty && !inCall && (
        <div className={styles.topic}>
          <CallTopic topic={topic} onChange={setTopic} />
        </div>
      )}
      <p className={styles.problem} id={problemId} role="alert">
        {problem !== undefined && say(problem)}
      </p>
      <DevicesSheet open={devicesOpen} onOpenChange={setDevicesOpen} />
    </search>
  );
}
