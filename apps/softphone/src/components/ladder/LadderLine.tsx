import { CircleAlert, ChevronRight, Repeat2 } from 'lucide-react';
import { memo, useEffect, useRef, type ComponentProps, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { LadderStep } from './ladder-data.ts';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import { MessageText } from './MessageText.tsx';
import { moveFocus } from './move-focus.ts';
import styles from './LadderLine.module.css';

export interface LadderLineProps {
  readonly step: LadderStep;
  /** Places of its lanes. */
  readonly from: number;
  readonly to: number;
  readonly time: (atMs: number) => string;
  readonly isOpen: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  /** Whether the opened message stands beside the ladder; else it stands below its line. */
  readonly isBeside: boolean;
  /** Opens the message or closes it. */
  readonly show: (key: string, isOpen: boolean) => void;
  /** The focus has come to it. */
  readonly reached: (key: string) => void;
}

/** One line of a ladder: the arrow of a message, or a remark. */
export const LadderLine = memo(function LadderLine(props: LadderLineProps) {
  const { step, from, to, time, isOpen, isStop, isBeside, show, reached } = props;
  const line = useRef<HTMLLIElement>(null);
  const isBelow = isOpen && !isBeside;
  useEffect(() => {
    if (isBelow) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isBelow]);
  const close = (): void => {
    show(step.key, false);
    line.current?.querySelector('button')?.focus();
  };
  const button: StepButton = {
    'data-step': step.key,
    'aria-expanded': isOpen,
    tabIndex: isStop ? 0 : -1,
    onClick: () => show(step.key, !isOpen),
    onFocus: () => reached(step.key),
    onKeyDown: (event) => (event.key === 'Escape' && isOpen ? close() : moveFocus(event)),
  };
  const pause = step.kind === 'message' ? step.pause : 'none';
  return (
    <li className={styles.line} data-pause={pause === 'none' ? undefined : pause} ref={line}>
      {step.kind === 'message' ? (
        <Arrow step={step} from={from} to={to} time={time} button={button} />
      ) : (
        <Remark step={step} time={time} button={button} />
      )}
      {isBelow && (
        <div className={styles.below}>
          <MessageText step={step} time={time} close={close} />
        </div>
      )}
    </li>
  );
}, isSameLine);

/** Steps are made anew with every message that comes; what they show seldom changes. */
function isSameLine(
  { step: before, ...rest }: LadderLineProps,
  { step: after, ...restAfter }: LadderLineProps,
): boolean {
  if (!Object.entries(rest).every(([name, value]) => value === restAfter[name as keyof typeof rest])) return false;
  if (before.kind === 'remark' || after.kind === 'remark') {
    return before.kind === 'remark' && after.kind === 'remark' && before.remark === after.remark;
  }
  const { message, isRepeated, pause, marked } = before;
  return (
    message === after.message && isRepeated === after.isRepeated && pause === after.pause && marked === after.marked
  );
}

/** What the button of a step has besides its content. */
type StepButton = ComponentProps<'button'> & { readonly 'data-step': string };

interface ArrowProps extends Pick<LadderLineProps, 'from' | 'to' | 'time'> {
  readonly step: Extract<LadderStep, { kind: 'message' }>;
  readonly button: StepButton;
}

function Arrow({ step, from, to, time, button }: ArrowProps) {
  const { t } = useTranslation();
  const { message, isRepeated, marked } = step;
  const { label, note } = message;
  return (
    <button
      type="button"
      className={styles.step}
      data-tone={message.tone}
      data-marked={marked !== '' || undefined}
      {...button}
    >
      <span className={styles.time}>{time(message.atMs)}</span>
      <VisuallyHidden>{t('ladder.from-to', { from: message.from, to: message.to })} </VisuallyHidden>
      <span className={styles.lanes}>
        <span
          className={styles.arrow}
          data-way={from === to ? 'self' : from < to ? 'right' : 'left'}
          data-repeated={isRepeated || undefined}
          style={{ '--at': Math.min(from, to), '--span': Math.abs(to - from) } as CSSProperties}
        >
          <span className={styles.label}>
            {isRepeated && <Repeat2 className={styles.icon} />}
            <span className={styles.words}>{label}</span>
            {isRepeated && <VisuallyHidden> {t('ladder.repeated')}</VisuallyHidden>}
          </span>
          {note !== undefined && <span className={styles.note}>{note}</span>}
          <span className={styles.shaft} />
        </span>
      </span>
      {marked !== '' && (
        <span className={styles.mark}>
          <CircleAlert className={styles.icon} />
          <VisuallyHidden>{t('ladder.marked')} </VisuallyHidden>
          <span>{marked}</span>
        </span>
      )}
    </button>
  );
}

interface RemarkProps extends Pick<LadderLineProps, 'time'> {
  readonly step: Extract<LadderStep, { kind: 'remark' }>;
  readonly button: StepButton;
}

function Remark({ step, time, button }: RemarkProps) {
  const { atMs, label, text, tone } = step.remark;
  const content = (
    <>
      <span className={styles.time}>{time(atMs)}</span>
      <span className={styles.remark}>
        {text !== undefined && <ChevronRight className={styles.icon} aria-hidden="true" />}
        <span className={styles.words}>{label}</span>
      </span>
    </>
  );
  if (text === undefined) {
    return (
      <div className={styles.step} data-tone={tone}>
        {content}
      </div>
    );
  }
  return (
    <button type="button" className={styles.step} data-tone={tone} {...button}>
      {content}
    </button>
  );
}
