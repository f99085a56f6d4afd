import type { ChatMessageSnapshot, EpochMs } from '@sidetone/phone';
import { dayKey } from '../../format/time.ts';

/** Messages of one side that follow each other closely; they share one time. */
export interface ChatRun {
  readonly direction: ChatMessageSnapshot['direction'];
  readonly messages: readonly [ChatMessageSnapshot, ...ChatMessageSnapshot[]];
}

export interface ChatDay {
  readonly key: string;
  readonly at: EpochMs;
  readonly runs: readonly ChatRun[];
}

const RUN_GAP_MS = 5 * 60_000;

/** The messages of a chat by local day, and in a day by run. */
export function chatDays(messages: readonly ChatMessageSnapshot[]): readonly ChatDay[] {
  const days: { key: string; at: EpochMs; runs: MutableRun[] }[] = [];
  for (const message of messages) {
    const key = dayKey(message.at);
    let day = days.at(-1);
    if (day?.key !== key) days.push((day = { key, at: message.at, runs: [] }));
    const run = day.runs.at(-1);
    if (run !== undefined && continues(run, message)) run.messages.push(message);
    else day.runs.push({ direction: message.direction, messages: [message] });
  }
  return days;
}

interface MutableRun {
  readonly direction: ChatMessageSnapshot['direction'];
  readonly messages: [ChatMessageSnapshot, ...ChatMessageSnapshot[]];
}

function continues({ direction, messages }: MutableRun, message: ChatMessageSnapshot): boolean {
  const last = messages.at(-1);
  return direction === message.direction && last !== undefined && message.at - last.at < RUN_GAP_MS;
}
