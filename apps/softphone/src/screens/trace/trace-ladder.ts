import type { TraceEntry } from '@sidetone/phone';
import type { LadderData, LadderMessage, LadderRemark } from '../../components/ladder/ladder-data.ts';
import { messageWords } from '../../format/sip-message.ts';

/** What is made of an entry, once: a line that stays the same is not drawn again. */
const messages = new WeakMap<TraceEntry, LadderMessage>();

/**
 * The trace of the phone as a ladder: the phone at the left, whom it talks to at its right.
 * @param phone the name of its lane
 */
export function traceLadder(trace: readonly TraceEntry[], phone: string): LadderData {
  const found: LadderMessage[] = [];
  const remarks: LadderRemark[] = [];
  for (const entry of trace) {
    if (entry.kind === 'message') found.push(messageOf(entry, phone));
    else {
      const { id, at, kind, summary } = entry;
      remarks.push({
        id,
        atMs: at,
        before: found.length,
        label: summary,
        ...('text' in entry ? { text: entry.text } : {}),
        ...(kind === 'dropped' ? { tone: 'failure' } : {}),
      });
    }
  }
  const others = found.map(({ from, to }) => (from === phone ? to : from));
  return { lanes: [phone, ...new Set(others)], messages: found, marks: [], remarks };
}

function messageOf(entry: Extract<TraceEntry, { kind: 'message' }>, phone: string): LadderMessage {
  const known = messages.get(entry);
  if (known !== undefined) return known;
  const { id, at, direction, flow, text, status = 0 } = entry;
  // A challenge is a question, not a failure.
  const isFailure = status >= 400 && status !== 401 && status !== 407;
  const made: LadderMessage = {
    id,
    atMs: at,
    from: direction === 'sent' ? phone : flow.remote,
    to: direction === 'sent' ? flow.remote : phone,
    ...messageWords(text),
    text,
    protocol: flow.protocol,
    ...(isFailure ? { tone: 'failure' } : {}),
  };
  messages.set(entry, made);
  return made;
}
