import type { SipMessage } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import type { RequirementId } from '../../requirement/requirement.ts';
import type { Stage } from '../../scenario/stage.ts';

/** Networks and timers may be off by so much. */
const TOLERANCE = 0.25;

/** Judges whether a message was repeated so long after it had come for the first time. */
export function cameAt(
  stage: Stage,
  judges: RequirementId | readonly RequirementId[],
  end: TestEnd,
  message: SipMessage,
  afterMs: number,
): void {
  const [first = 0, ...again] = end.arrivals(message);
  const delays = again.map((atMs) => atMs - first);
  const isThere = delays.some((ms) => Math.abs(ms - afterMs) <= afterMs * TOLERANCE);
  const came = delays.length === 0 ? 'none' : `some after ${delays.join(', ')} ms`;
  stage.judge(judges, isThere, `a repetition after ${afterMs} ms`, message, came);
}
