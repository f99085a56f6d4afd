import type { SipRequest, SipResponse } from '@sidetone/sip';
import { SDP } from '../../end/audio.ts';
import type { RequestOptions } from '../../end/request-options.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { CallHandling } from '../../scenario/operator.ts';
import type { Stage } from '../../scenario/stage.ts';

/** An INVITE of ours to the user agent under test. */
export interface SentInvite {
  readonly caller: TestEnd;
  readonly invite: SipRequest;
}

/** A call that an end of ours has placed to the user agent under test. */
export interface PlacedCall extends SentInvite {
  readonly answer: SipResponse;
  readonly dialog: TestDialog;
}

/** An INVITE with an offer to the user agent under test. It is not sent yet. */
export function inviteTo(stage: Stage, caller: TestEnd, options: RequestOptions = {}): SipRequest {
  return caller.request('INVITE', stage.target.uri, { body: [SDP, caller.sdp()], ...options });
}

/**
 * An INVITE without an offer, as it needs none or is to get one.
 * @param options may have a body, which is no offer
 */
export function inviteWithoutOffer(stage: Stage, caller: TestEnd, options: RequestOptions = {}): SipRequest {
  return caller.request('INVITE', stage.target.uri, options);
}

/** Calls the target, which answers; the call stands and is acknowledged. */
export async function callTarget(stage: Stage, options: RequestOptions = {}): Promise<PlacedCall> {
  const { caller, invite } = await sendInvite(stage, 'answer', options);
  const answer = await caller.response(invite, 200, { expected: 'a call that is answered', withinMs: 10_000 });
  const dialog = TestDialog.ofResponse(caller, invite, answer);
  caller.send(dialog.ack(dialog.cseq));
  return { caller, invite, answer, dialog };
}

/** Calls the target, which was told what to do with the call. What comes of it is not waited for. */
export async function sendInvite(
  stage: Stage,
  handling: CallHandling,
  options: RequestOptions = {},
): Promise<SentInvite> {
  // Who is operated by nobody answers.
  if (handling !== 'answer' || stage.target.operator.whenCalled !== undefined) {
    await stage.operate('whenCalled', handling);
  }
  const caller = await stage.end('alice');
  return { caller, invite: caller.send(inviteTo(stage, caller, options)) };
}
