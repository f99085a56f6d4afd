import { TARGET } from '@sidetone/bakeoff';
import { decodeUtf8 } from '@sidetone/sip';
import type { LadderData } from '../components/ladder/ladder-data.ts';
import { messageWords } from '../format/sip-message.ts';
import type { Result } from './result.ts';

/** The trace of a result: our first end at the left, then the target, then our other ends. What failed is marked. */
export function resultLadder({ trace, judgements, why }: Pick<Result, 'trace' | 'judgements' | 'why'>): LadderData {
  const [first, ...others] = new Set(trace.flatMap(({ from, to }) => [from, to]).filter((name) => name !== TARGET));
  const failed = judgements.filter(({ holds }) => !holds);
  return {
    lanes: first === undefined ? [TARGET] : [first, TARGET, ...others],
    messages: trace.map(({ atMs, from, to, protocol, text }) => {
      const readable = decodeUtf8(text);
      return { atMs, from, to, protocol, text: readable, ...messageWords(readable) };
    }),
    // A failed verdict has one sentence for each judgement that failed, in their order.
    marks: failed.flatMap(({ at, expected, came }, index) =>
      at === undefined ? [] : [{ index: at, text: why[index] ?? `${expected}; ${came}` }],
    ),
  };
}
