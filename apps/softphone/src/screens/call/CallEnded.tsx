import { callActions, type CallOutcome, type CallSnapshot } from '@sidetone/phone';
import { MessageCircle, Phone, Video, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/phone-context.ts';
import { navigate } from '../../app/route.ts';
import { tint } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { spokenDuration } from '../../format/duration.ts';
import { useSay } from '../../i18n/use-say.ts';
import { usePlaceCall } from './use-place-call.ts';
import { PulsingAvatar } from './PulsingAvatar.tsx';
import styles from './CallEnded.module.css';

export type EndedCall = CallSnapshot & { readonly state: Extract<CallSnapshot['state'], { kind: 'terminated' }> };

export interface CallEndedProps {
  readonly call: EndedCall;
  /** Goes where the person was before the call. */
  readonly leave: () => void;
}

/** How a call ended, in words, and what one can do now. */
export function CallEnded({ call, leave }: CallEndedProps) {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const place = usePlaceCall();
  const title = useRef<HTMLHeadingElement>(null);
  const { redial, dismiss } = callActions(call, commands);
  const { displayName, aor } = call.remote;
  const { outcome, at } = call.state;
  const close = (): void => {
    leave();
    dismiss?.();
  };
  const write = (): void => {
    navigate({ kind: 'contact', aor }, { replace: true });
    dismiss?.();
  };

  useEffect(() => title.current?.focus(), []);

  return (
    <section
      className={styles.ended}
      data-tone={outcome.tone}
      {...tint(aor)}
      aria-label={t('call.screen', { name: displayName })}
    >
      <div className={styles.who}>
        <PulsingAvatar name={displayName} address={aor} pulsing={false} />
        <div className={styles.words}>
          <p className={styles.kind}>{t(endedKey(outcome))}</p>
          <h1 className={styles.name} ref={title} tabIndex={-1}>
            {displayName}
          </h1>
          <p className={styles.sentence}>{say(outcome.sentence)}</p>
          {outcome.answeredAt !== undefined && (
            <p className={styles.duration}>
              {t('ended.duration', { duration: spokenDuration(at - outcome.answeredAt, i18n.language) })}
            </p>
          )}
        </div>
      </div>
      {outcome.choices.length > 0 && (
        <div className={styles.choices}>
          <h2 className={styles.choicesTitle}>{t('ended.choices')}</h2>
          <ul>
            {outcome.choices.map(({ label, target }) => (
              <li key={target}>
                <Button kind="stage" wide action={place(target, { video: call.video })}>
                  <Phone aria-hidden="true" />
                  {label}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles.actions}>
        <Button
          kind="answer"
          size="large"
          action={place(aor, { video: call.video }) === undefined ? undefined : redial}
        >
          {call.video ? <Video aria-hidden="true" /> : <Phone aria-hidden="true" />}
          {t('ended.redial')}
        </Button>
        <Button kind="stage" size="large" action={write}>
          <MessageCircle aria-hidden="true" />
          {t('ended.write')}
        </Button>
        <Button kind="stage" size="large" action={close}>
          <X aria-hidden="true" />
          {t('ended.close')}
        </Button>
      </div>
    </section>
  );
}

function endedKey({
  tone,
  answeredAt,
}: CallOutcome): 'ended.neutral' | 'ended.missed' | 'ended.failed' | 'ended.broken' {
  if (tone === 'failed') return answeredAt === undefined ? 'ended.failed' : 'ended.broken';
  return `ended.${tone}`;
}
