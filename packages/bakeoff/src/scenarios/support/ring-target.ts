import type { SipResponse } from '@sidetone/sip';
import type { RequestOptions } from '../../end/request-options.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import type { Stage } from '../../scenario/stage.ts';
import { type SentInvite, sendInvite } from './call-target.ts';

/** A call to the user agent under test that nobody has answered. */
export interface RingingCall extends SentInvite {
  /** The first provisional response other than 100. */
  readonly progress: SipResponse;
  /** The early dialog. */
  readonly dialog: TestDialog;
}

/** Calls the target, which rings; or sends sound before the answer. */
export async function ringTarget(
  stage: Stage,
  options: RequestOptions = {},
  handling: 'ring' | 'progress' = 'ring',
): Promise<RingingCall> {
  const { caller, invite } = await sendInvite(stage, handling, options);
  const progress = await caller.response(invite, 'provisional', { expected: 'a call that rings' });
  return { caller, invite, progress, dialog: TestDialog.ofResponse(caller, invite, progress) };
}
