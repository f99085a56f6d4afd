import type { SipRequest, SipResponse } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';
import { isChallenge } from './credentials.ts';

/** A request that was challenged, and the same with credentials, which is not sent yet. */
export interface Asked {
  readonly challenge: SipResponse;
  readonly retry: SipRequest;
}

/** Sends a request without credentials. The scenario does not apply when it is not asked for any. */
export async function askedFirst(stage: Stage, end: TestEnd, request: SipRequest): Promise<Asked> {
  const challenge = await end.response(end.send(request), 'final');
  if (!isChallenge(challenge)) {
    stage.notApplicable(`a ${request.method} without credentials is answered ${challenge.status}`);
  }
  const retry = end.authorized(request, challenge);
  stage.need(retry !== undefined, 'a challenge that can be answered');
  return { challenge, retry };
}
