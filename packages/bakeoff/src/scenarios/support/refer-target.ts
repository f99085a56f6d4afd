import { CSeq, type SipRequest, type SipResponse } from '@sidetone/sip';
import { SubscriptionState } from '@sidetone/sip/message';
import { SDP } from '../../end/audio.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { RequestOptions } from '../../end/request-options.ts';
import type { Stage } from '../../scenario/stage.ts';
import { callTarget, type PlacedCall } from './call-target.ts';
import { sdpAnswer } from './sdp-answer.ts';

/** A call to the target, which has been asked to call that end too. */
export interface Referred extends PlacedCall {
  readonly refer: SipRequest;
  /** The 2xx to the REFER. */
  readonly accepted: SipResponse;
}

/** Calls the target, and has it call this end once more. */
export async function referTarget(stage: Stage, options: RequestOptions = {}): Promise<Referred> {
  const call = await callTarget(stage);
  const refer = referIn(call, options);
  const accepted = await call.caller.response(call.caller.send(refer), 'final');
  if (accepted.status >= 300) stage.notApplicable(`it does not go where it is referred to: ${accepted.status}`);
  return { ...call, refer, accepted };
}

/** A REFER in the dialog of a call, to the end itself. It is not sent yet. */
export function referIn(
  { caller, dialog }: Pick<PlacedCall, 'caller' | 'dialog'>,
  options: RequestOptions = {},
): SipRequest {
  return dialog.request('REFER', {
    ...options,
    headers: { 'Refer-To': `<${caller.contact}>`, 'Referred-By': `<${caller.aor}>`, ...options.headers },
  });
}

/** Takes the call that the target places, and answers it. */
export async function takeReferredCall(caller: TestEnd): Promise<SipRequest> {
  const invite = await caller.next('INVITE', { withinMs: 10_000, expected: 'the call that was asked for' });
  caller.reply(invite, 180);
  caller.reply(invite, 200, (response) => response.setBody(SDP, sdpAnswer(invite.body, caller.sdp())), 'referred');
  return invite;
}

/** Takes NOTIFYs of one subscription until it is over, and answers them; the number of them is bounded. */
export async function notifiesUntilEnd(caller: TestEnd): Promise<SipRequest[]> {
  const notifies: SipRequest[] = [];
  while (notifies.length < 20) {
    const notify = await caller.next('NOTIFY', { withinMs: 10_000, expected: 'a NOTIFY that ends the subscription' });
    caller.reply(notify, 200);
    notifies.push(notify);
    if (notify.get(SubscriptionState)?.state === 'terminated') break;
  }
  return notifies;
}

/** The CSeq number of a request. */
export function numberOf(request: SipRequest): number {
  return request.get(CSeq)?.number ?? 0;
}
