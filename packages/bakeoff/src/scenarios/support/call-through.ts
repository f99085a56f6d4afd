import type { SipRequest, SipResponse } from '@sidetone/sip';
import { SDP } from '../../end/audio.ts';
import type { RequestOptions } from '../../end/request-options.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { WaitOptions } from '../../end/wait-options.ts';
import type { EndOptions, Stage } from '../../scenario/stage.ts';
import { type Forwarded, forwarded } from './forwarded.ts';
import { type AliceAndBob, aliceAndBob } from './alice-and-bob.ts';

/** A call that two ends of ours have through the target. */
export interface ThroughCall extends AliceAndBob {
  /** The INVITE as alice sent it, and as it came to bob. */
  readonly invite: Forwarded;
  /** The 200 as alice got it. */
  readonly answer: SipResponse;
  /** The ACK as bob got it. */
  readonly ack: SipRequest;
  /** The dialog, as either end has it. */
  readonly alices: TestDialog;
  readonly bobs: TestDialog;
}

export interface ThroughCallOptions {
  readonly alice?: EndOptions;
  readonly bob?: EndOptions;
  readonly request?: RequestOptions;
  /** Changes bob's 200. */
  readonly answer?: (response: SipResponse) => void;
}

/** An INVITE of alice to bob's address of record, with an offer. It is not sent yet. */
export function inviteBob({ alice, bob }: AliceAndBob, options: RequestOptions = {}): SipRequest {
  return alice.request('INVITE', bob.aor, { body: [SDP, alice.sdp()], ...options });
}

/** alice calls bob, whose INVITE it is that comes back. */
export function ringBob(
  stage: Stage,
  ends: AliceAndBob,
  options: RequestOptions = {},
  wait: WaitOptions = {},
): Promise<Forwarded> {
  return forwarded(stage, ends.alice, inviteBob(ends, options), ends.bob, wait);
}

/** Answers a call with 200 and a session description. */
export function answerCall(end: TestEnd, invite: SipRequest, edit?: (response: SipResponse) => void): SipResponse {
  return end.reply(invite, 200, (response) => {
    response.setBody(SDP, end.sdp());
    edit?.(response);
  });
}

/** A call that stands: 200 and ACK have come through. */
export async function callThrough(stage: Stage, options: ThroughCallOptions = {}): Promise<ThroughCall> {
  return establishCall(stage, await aliceAndBob(stage, options), options);
}

/** As `callThrough`, where the ends are there already. */
export async function establishCall(
  stage: Stage,
  ends: AliceAndBob,
  options: Omit<ThroughCallOptions, 'alice' | 'bob'> = {},
): Promise<ThroughCall> {
  const { alice, bob } = ends;
  const invite = await ringBob(stage, ends, options.request);
  if (!invite.came.has('Record-Route')) stage.notApplicable('it does not stay in dialogs');
  const final = answerCall(bob, invite.came, options.answer);
  const answer = await alice.response(invite.sent, 200);
  const alices = TestDialog.ofResponse(alice, invite.sent, answer);
  const bobs = TestDialog.ofRequest(bob, invite.came, final);
  alice.send(alices.ack(alices.cseq));
  const ack = await bob.next('ACK');
  return { alice, bob, invite, answer, ack, alices, bobs };
}
