import type { SipRequest } from '@sidetone/sip';
import { SDP } from '../../end/audio.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';
import { calledByTarget, describe } from './called-by-target.ts';
import { needReliability, progress } from './reliable-provisional.ts';
import { isRequest } from './requests.ts';

/** A call of the target that is not answered yet, and the UPDATE by which the target holds it (RFC 3311 §5.1). */
export interface EarlyUpdate {
  readonly callee: TestEnd;
  readonly invite: SipRequest;
  readonly update: SipRequest;
}

/** Has the target hold a call before it is answered: media were agreed on by a reliable response. */
export async function earlyUpdate(stage: Stage): Promise<EarlyUpdate> {
  const { callee, invite } = await calledByTarget(stage);
  needReliability(stage, invite);
  progress(callee, invite, 7, {
    edit: (response) => {
      response.addRaw('Allow', 'INVITE, ACK, CANCEL, BYE, PRACK, UPDATE');
      response.setBody(SDP, describe(callee, invite));
    },
  });
  callee.reply(await callee.next('PRACK'), 200);
  await stage.pass(300);
  await stage.operate('hold');
  const update = await callee.unwanted(isRequest('UPDATE'), 4_000);
  if (update?.kind !== 'request') return stage.notApplicable('it changes nothing before the call is answered');
  return { callee, invite, update };
}
