import type { ChatMessageSnapshot, Delivery } from '@sidetone/phone';
import { CheckCheck, CircleAlert, CloudUpload, RotateCw, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/phone-context.ts';
import { Button } from '../../components/Button.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { fullTime, timeOfDay } from '../../format/time.ts';
import { useSay } from '../../i18n/use-say.ts';
import { MessageText } from './MessageText.tsx';
import styles from './ChatMessage.module.css';

export interface ChatMessageProps {
  readonly message: ChatMessageSnapshot;
  /** The name of the other person. */
  readonly name: string;
  readonly aor: string;
  /** The last of its run shows the time. */
  readonly last: boolean;
}

/** One bubble; below it the time, the delivery, or why it was not delivered. */
export function ChatMessage({ message, name, aor, last }: ChatMessageProps) {
  const { t, i18n } = useTranslation();
  const mine = message.direction === 'outgoing';
  const failed = mine && message.delivery.kind === 'failed';
  const short = isOnlyEmoji(message.text);

  return (
    <li className={styles.message} data-mine={mine || undefined} data-failed={failed || undefined}>
      <VisuallyHidden>{mine ? t('chat.you') : name}: </VisuallyHidden>
      <p className={styles.bubble} data-emoji={short || undefined} data-last={last || undefined} dir="auto">
        <MessageText text={message.text} />
      </p>
      {mine && message.delivery.kind === 'failed' ? (
        <FailedDelivery aor={aor} messageId={message.id} delivery={message.delivery} />
      ) : (
        (last || (mine && message.delivery.kind !== 'delivered')) && (
          <p className={styles.meta}>
            <time dateTime={new Date(message.at).toISOString()} title={fullTime(message.at, i18n.language)}>
              {timeOfDay(message.at, i18n.language)}
            </time>
            {mine && <DeliveryMark delivery={message.delivery} />}
          </p>
        )
      )}
    </li>
  );
}

function DeliveryMark({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation();
  const label = t(`chat.${delivery.kind}`);
  const Icon = marks[delivery.kind];
  return (
    <span className={styles.mark} data-kind={delivery.kind} title={label}>
      {Icon === undefined ? <Spinner /> : <Icon aria-hidden="true" />}
      {delivery.kind === 'accepted' ? <span>{label}</span> : <VisuallyHidden>{label}</VisuallyHidden>}
    </span>
  );
}

const marks: Readonly<Record<Delivery['kind'], LucideIcon | undefined>> = {
  sending: undefined,
  delivered: CheckCheck,
  accepted: CloudUpload,
  failed: CircleAlert,
};

interface FailedDeliveryProps {
  readonly aor: string;
  readonly messageId: string;
  readonly delivery: Extract<Delivery, { kind: 'failed' }>;
}

function FailedDelivery({ aor, messageId, delivery }: FailedDeliveryProps) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  return (
    <div className={styles.failure}>
      <p className={styles.reason}>
        <CircleAlert aria-hidden="true" />
        <span>
          <strong>{t('chat.failed')}</strong> {say(delivery.reason)}
        </span>
      </p>
      <Button kind="danger" className={styles.retry} action={() => commands.retryMessage(aor, messageId)}>
        <RotateCw aria-hidden="true" />
        {t('chat.retry')}
      </Button>
    </div>
  );
}

/** One to three emoji and nothing else are shown large. */
function isOnlyEmoji(text: string): boolean {
  return /^\s*(?:(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*)\s*){1,3}$/u.test(
    text,
  );
}
