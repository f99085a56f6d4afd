import type { SipResponse } from '@sidetone/sip';
import type { RequestOptions } from '../../end/request-options.ts';
import type { Stage } from '../../scenario/stage.ts';
import { type SentInvite, sendInvite } from './call-target.ts';

/** A call that the target has refused. */
export interface RefusedInvite extends SentInvite {
  readonly refusal: SipResponse;
}

/** Calls a target that is busy; its refusal is not acknowledged, and the INVITE is not repeated by itself. */
export async function refusedInvite(stage: Stage, options: RequestOptions = {}): Promise<RefusedInvite> {
  const sent = await sendInvite(stage, 'busy', options);
  sent.caller.acknowledges = false;
  const refusal = await sent.caller.response(sent.invite, 'final', { withinMs: 10_000 });
  if (refusal.status < 300) stage.notApplicable('it takes the call though it is to be busy');
  return { ...sent, refusal };
}
