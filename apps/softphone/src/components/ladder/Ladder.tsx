import { useCallback, useMemo, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { type LadderData, type LadderStep, ladderSteps } from './ladder-data.ts';
import { LadderLine } from './LadderLine.tsx';
import { MessageText } from './MessageText.tsx';
import { useScroller } from './use-scroller.ts';
import { useWideBox } from './use-wide-box.ts';
import styles from './Ladder.module.css';

export interface LadderProps extends LadderData {
  /** How a time is written; seconds with three digits when left out. */
  readonly time?: (atMs: number) => string;
  /** Stays at the end while messages are added, unless the person has scrolled away from it. */
  readonly follows?: boolean;
}

/** From this width on the message stands beside the ladder, in px. */
const WIDE = 720;

/**
 * Messages between ends: a lane for each end, time going down, an arrow for each message. One can be opened and read; arrow
 * keys go along them. It is as high as what is around it lets it be, and scrolls.
 */
export function Ladder({ lanes, messages, marks, remarks, time = seconds, follows = false }: LadderProps) {
  const { t } = useTranslation();
  const steps = useMemo(
    () => ladderSteps({ lanes, messages, marks, ...(remarks === undefined ? {} : { remarks }) }),
    [lanes, messages, marks, remarks],
  );
  const firstMarked = steps.find(isMarked)?.key;
  const [opened, setOpened] = useState<string>();
  const [current, setCurrent] = useState(firstMarked);
  const [box, isWide] = useWideBox<HTMLDivElement>(WIDE);
  const scroller = useScroller(steps, follows ? 'end' : firstMarked);
  const open = steps.find(({ key }) => key === (opened ?? (isWide ? firstMarked : undefined)));
  // One stop of the Tab key for all messages.
  const stop = steps.some(({ key }) => key === current) ? current : steps.find(isReadable)?.key;

  const show = useCallback((key: string, isOpen: boolean): void => {
    setCurrent(key);
    setOpened(isOpen ? key : NOTHING);
  }, []);
  const close = (key: string): void => {
    show(key, false);
    scroller.current?.querySelector<HTMLElement>(`[data-step='${key}']`)?.focus();
  };

  return (
    <div
      className={styles.ladder}
      ref={box}
      data-wide={isWide || undefined}
      style={{ '--lanes': lanes.length } as CSSProperties}
    >
      <div className={styles.scroller} ref={scroller} data-scrolls-sideways>
        <div className={styles.table}>
          <div className={styles.heads} aria-hidden="true">
            {lanes.map((lane) => (
              <span className={styles.head} key={lane} title={lane}>
                <span>{lane}</span>
              </span>
            ))}
          </div>
          <ol className={styles.steps} aria-label={t('ladder.messages')}>
            {steps.map((step) => (
              <LadderLine
                key={step.key}
                step={step}
                from={step.kind === 'message' ? lanes.indexOf(step.message.from) : 0}
                to={step.kind === 'message' ? lanes.indexOf(step.message.to) : 0}
                time={time}
                isOpen={open?.key === step.key}
                isStop={stop === step.key}
                isBeside={isWide}
                show={show}
                reached={setCurrent}
              />
            ))}
          </ol>
        </div>
      </div>
      {isWide && (
        <div className={styles.beside}>
          {open === undefined ? (
            <p className={styles.hint}>{t('ladder.hint')}</p>
          ) : (
            <MessageText key={open.key} step={open} time={time} close={() => close(open.key)} />
          )}
        </div>
      )}
    </div>
  );
}

/** The key of no step: somebody has closed what was open. */
const NOTHING = '';

function seconds(atMs: number): string {
  return (atMs / 1000).toFixed(3);
}

function isMarked(step: LadderStep): boolean {
  return step.kind === 'message' && step.marked !== '';
}

/** Whether there is more to read than its line. */
function isReadable(step: LadderStep): boolean {
  return step.kind === 'message' || step.remark.text !== undefined;
}
