import { MaxForwards, type SipRequest, type SipResponse } from '@sidetone/sip';
import { fitsStatus, type StatusPattern, statusWords } from '../../end/status-pattern.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { RequirementId } from '../../requirement/requirement.ts';
import type { Stage } from '../../scenario/stage.ts';
import { fateOf } from './forwarded.ts';

type Ids = RequirementId | readonly RequirementId[];

/** Sends a request, with credentials where those are asked for, and judges the status of its final response. */
export async function judgeRefusal(
  stage: Stage,
  judges: Ids,
  end: TestEnd,
  request: SipRequest,
  pattern: StatusPattern,
  expected = statusWords(pattern),
): Promise<SipResponse> {
  const refusal = await end.exchange(request, { judges, expected });
  stage.judge(judges, fitsStatus(refusal, pattern), expected, refusal, `${refusal.status} ${refusal.reason}`);
  return refusal;
}

/**
 * Sends a request, with credentials where those are asked for, and requires that it comes out nowhere.
 * @returns the final response; undefined when there was none in time
 */
export async function requireNotForwarded(
  stage: Stage,
  judges: Ids,
  from: TestEnd,
  request: SipRequest,
  expected: string,
): Promise<SipResponse | undefined> {
  const fate = await fateOf(stage, from, request);
  stage.require(judges, fate.kind !== 'forwarded', expected, undefined, `a ${request.method} that was forwarded`);
  return fate.kind === 'refused' ? fate.answer : undefined;
}

/** The request with that Max-Forwards. */
export function withMaxForwards(request: SipRequest, hops: number): SipRequest {
  request.set(MaxForwards, hops);
  return request;
}
