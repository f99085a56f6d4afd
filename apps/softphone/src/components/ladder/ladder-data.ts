/** One message between two lanes. */
export interface LadderMessage {
  /** What it is known by while messages come and go; its place when left out. */
  readonly id?: number;
  /** When it was sent or came, in ms; from which moment on is up to the owner. */
  readonly atMs: number;
  /** Names of lanes. */
  readonly from: string;
  readonly to: string;
  /** What stands on the arrow: a method, or a status with its phrase. */
  readonly label: string;
  /** A second, smaller line on the arrow. */
  readonly note?: string;
  /** The whole message. */
  readonly text: string;
  readonly protocol: string;
  readonly tone?: 'failure';
}

/** What happened between messages, in words: it has no arrow. */
export interface LadderRemark {
  readonly id: number;
  readonly atMs: number;
  /** Place of the message that it stands before; the number of messages for one at the end. */
  readonly before: number;
  readonly label: string;
  readonly text?: string;
  readonly tone?: 'failure';
}

/** Says that a message is not what was expected. */
export interface LadderMark {
  /** Place of the message. */
  readonly index: number;
  /** A sentence: what was expected, and what came. */
  readonly text: string;
}

export interface LadderData {
  /** From left to right. Every `from` and `to` is one of them. */
  readonly lanes: readonly string[];
  readonly messages: readonly LadderMessage[];
  readonly marks: readonly LadderMark[];
  readonly remarks?: readonly LadderRemark[];
}

/** A line of a ladder, from the top. */
export type LadderStep =
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: LadderMessage;
      /** The very same message went the same way before. */
      readonly isRepeated: boolean;
      /** How much time has passed since the line above. */
      readonly pause: Pause;
      /** The sentences of its marks; empty for most. */
      readonly marked: string;
    }
  | { readonly kind: 'remark'; readonly key: string; readonly remark: LadderRemark };

/** None up to 0.4 s, long from 3 s on. */
export type Pause = 'none' | 'short' | 'long';

/** Messages and remarks in the order in which they stand. */
export function ladderSteps({ messages, marks, remarks = [] }: LadderData): readonly LadderStep[] {
  const seen = new Set<string>();
  const steps: LadderStep[] = [];
  const waiting = remarks.values();
  let remark = waiting.next();
  let lastMs = messages[0]?.atMs ?? 0;
  messages.forEach((message, index) => {
    for (; remark.done !== true && remark.value.before <= index; remark = waiting.next())
      steps.push(step(remark.value));
    const { from, to, text, atMs } = message;
    const name = `${from}\n${to}\n${text}`;
    steps.push({
      kind: 'message',
      key: `m${message.id ?? index}`,
      message,
      isRepeated: seen.has(name),
      pause: pauseOf(atMs - lastMs),
      marked: marks
        .filter((mark) => mark.index === index)
        .map((mark) => mark.text)
        .join(' '),
    });
    seen.add(name);
    lastMs = atMs;
  });
  for (; remark.done !== true; remark = waiting.next()) steps.push(step(remark.value));
  return steps;
}

function step(remark: LadderRemark): LadderStep {
  return { kind: 'remark', key: `r${remark.id}`, remark };
}

function pauseOf(ms: number): Pause {
  if (ms < 400) return 'none';
  return ms < 3_000 ? 'short' : 'long';
}
