import { Contact, formatUri, type SipRequest, type SipResponse } from '@sidetone/sip';
import type { RequestOptions } from '../../end/request-options.ts';
import { SDP } from '../../end/audio.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';

/** An INVITE to somebody whom the redirect server knows elsewhere. It is not sent yet. */
export function inviteMoved(stage: Stage, caller: TestEnd, options: RequestOptions = {}): SipRequest {
  return caller.request('INVITE', stage.target.uri, { body: [SDP, caller.sdp()], ...options });
}

/** Waits for the redirection of a request; the scenario does not apply when something else comes. */
export async function redirection(stage: Stage, caller: TestEnd, request: SipRequest): Promise<SipResponse> {
  const answer = await caller.response(request, 'final');
  if (!isRedirection(answer))
    stage.notApplicable(`a ${request.method} is answered ${answer.status} and not redirected`);
  return answer;
}

export function isRedirection({ status }: SipResponse): boolean {
  return status >= 300 && status < 400;
}

/** Where a redirection leads. */
export function placesOf(answer: SipResponse): readonly string[] {
  return answer.all(Contact).flatMap((contact) => (contact === '*' ? [] : [formatUri(contact.uri)]));
}
