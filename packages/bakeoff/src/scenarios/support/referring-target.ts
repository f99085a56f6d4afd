import type { SipRequest } from '@sidetone/sip';
import type { Stage } from '../../scenario/stage.ts';
import { accept, type AnsweredCall, answeredCall } from './called-by-target.ts';
import { recordRoute } from './record-route.ts';
import { isRequest } from './requests.ts';
import { neighbour } from './uris.ts';

/** A call in which the target asks the other end to call somebody else. */
export interface ReferringCall extends AnsweredCall {
  readonly refer: SipRequest;
}

/** The target transfers a call that stands; its REFER is not answered yet. It may hold the call before. */
export async function referringTarget(stage: Stage): Promise<ReferringCall> {
  const call = await answeredCall(stage, { edit: recordRoute });
  await stage.operate('transfer', neighbour(call.callee, 'carol'));
  let request = await call.callee.unwanted(isRequest('INVITE', 'REFER'), 10_000);
  while (request?.kind === 'request' && request.method === 'INVITE') {
    accept(call.callee, request);
    request = await call.callee.unwanted(isRequest('INVITE', 'REFER'), 10_000);
  }
  return { ...call, refer: stage.had(request?.kind === 'request' ? request : undefined, 'a REFER') };
}
