import { RAck, Require, type SipRequest, type SipResponse, Supported } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';

/** Stops where the caller does not take reliable provisional responses: nobody may send it any (RFC 3262 §3). */
export function needReliability(stage: Stage, invite: SipRequest): void {
  const options = [...invite.all(Supported), ...invite.all(Require)].map((option) => option.toLowerCase());
  if (!options.includes('100rel')) stage.notApplicable('its INVITE does not say that it knows 100rel');
}

/** A provisional response that asks for a PRACK (RFC 3262 §3). */
export function progress(
  callee: TestEnd,
  invite: SipRequest,
  rseq: number,
  options: { readonly status?: number; readonly edit?: (response: SipResponse) => void } = {},
): SipResponse {
  return callee.reply(invite, options.status ?? 183, (response) => {
    response.addRaw('Require', '100rel');
    response.addRaw('RSeq', String(rseq));
    options.edit?.(response);
  });
}

/** Whether a PRACK acknowledges that response. */
export function acknowledges(prack: SipRequest, response: SipResponse): boolean {
  const rack = prack.get(RAck);
  return (
    rack !== undefined &&
    `${rack.rseq} ${rack.cseq} ${rack.method}` === `${response.raw('RSeq')} ${response.raw('CSeq')}`
  );
}
