import { CSeq, RSeq, type SipRequest, type SipResponse } from '@sidetone/sip';
import type { RequestOptions } from '../../end/request-options.ts';
import type { TestDialog } from '../../end/test-dialog.ts';
import type { Stage } from '../../scenario/stage.ts';
import { type SentInvite, sendInvite } from './call-target.ts';

/** A call whose progress the target tells reliably (RFC 3262). */
export interface ReliableProgress extends SentInvite {
  /** The first provisional response other than 100. */
  readonly progress: SipResponse;
}

/** Calls the target so that it has to tell of progress reliably. What it sends is not acknowledged yet. */
export async function reliableProgress(
  stage: Stage,
  handling: 'ring' | 'progress' = 'progress',
  options: RequestOptions = {},
): Promise<ReliableProgress> {
  const { headers = {}, ...others } = options;
  const sent = await sendInvite(stage, handling, { headers: { Require: '100rel', ...headers }, ...others });
  let progress = await sent.caller.response(sent.invite, 'any');
  if (progress.status === 100) progress = await sent.caller.response(sent.invite, 'any');
  if (progress.status === 420) stage.notApplicable('it does not tell of progress reliably');
  if (progress.status >= 200) stage.notApplicable(`the call ended with ${progress.status} before there was progress`);
  return { ...sent, progress };
}

/** The PRACK for a provisional response (RFC 3262 §4). It is not sent yet. */
export function prackOf(dialog: TestDialog, response: SipResponse, options: RequestOptions = {}): SipRequest {
  const { number = 0, method = '' } = response.get(CSeq) ?? {};
  return dialog.request('PRACK', { headers: { RAck: `${response.get(RSeq) ?? 0} ${number} ${method}` }, ...options });
}
