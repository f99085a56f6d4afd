import type { SipRequest, SipResponse } from '@sidetone/sip';
import type { RequestOptions } from '../../end/request-options.ts';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';

/** A call that an end of ours has placed to the user agent under test. */
export interface PlacedCall {
  readonly caller: TestEnd;
  readonly invite: SipRequest;
  readonly answer: SipResponse;
  readonly dialog: TestDialog;
}

/** An INVITE with an offer to the user agent under test. It is not sent yet. */
function inviteTo(stage: Stage, caller: TestEnd, options: RequestOptions = {}): SipRequest {
  return caller.request('INVITE', stage.target.uri, { body: [SDP, caller.sdp()], ...options });
}

/** Calls the target, which answers; the call stands and is acknowledged. */
export async function callTarget(stage: Stage, options: RequestOptions = {}): Promise<PlacedCall> {
  const caller = await stage.end('alice');
  const invite = caller.send(inviteTo(stage, caller, options));
  const answer = await caller.response(invite, 200, { expected: 'a call that is answered', withinMs: 10_000 });
  const dialog = TestDialog.ofResponse(caller, invite, answer);
  caller.send(dialog.ack(dialog.cseq));
  return { caller, invite, answer, dialog };
}
