import type { SipRequest, SipResponse } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import { fitsStatus, type StatusPattern, statusWords } from '../../end/status-pattern.ts';
import type { RequirementId } from '../../requirement/requirement.ts';
import type { Stage } from '../../scenario/stage.ts';
import { messageTitle } from '../../trace/entry.ts';

/**
 * Sends a request, and judges that it gets that final response. The scenario ends when it does not.
 * @param what the request in words, where the method does not say enough: `a BYE of no dialog`
 */
export async function expectStatus(
  stage: Stage,
  end: TestEnd,
  request: SipRequest,
  pattern: StatusPattern,
  judges: RequirementId | readonly RequirementId[],
  what = request.method,
): Promise<SipResponse> {
  const expected = `${statusWords(pattern)} to ${what}`;
  const answer = await end.response(end.send(request), 'final', { judges, expected });
  stage.require(judges, fitsStatus(answer, pattern), expected, answer, messageTitle(answer));
  return answer;
}

/** `Allow: INVITE, BYE` or `no Allow`, for what came. */
export function fieldShown(message: SipRequest | SipResponse, name: string): string {
  return message.has(name) ? `${name}: ${message.raw(name) ?? ''}` : `no ${name}`;
}
