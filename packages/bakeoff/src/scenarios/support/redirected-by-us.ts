import type { SipMessage } from '@sidetone/sip';
import { sends, type Broken } from '../../control/controls.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';
import { calledByTarget, type TakenCall } from './called-by-target.ts';
import { neighbour } from './uris.ts';

/** Whether a request is for that user. */
export function isFor(user: string): (message: SipMessage) => boolean {
  return (message) => message.kind === 'request' && message.uri.startsWith(`sip:${user}@`);
}

/** INVITEs of the element to that user, for controls. */
export function sendsInviteTo(user: string): Broken {
  return sends('INVITE').where(isFor(user));
}

/** The target calls an end of ours, which redirects the call to neighbours of its own. */
export async function redirectedByUs(stage: Stage, status: number, ...users: readonly string[]): Promise<TakenCall> {
  const call = await calledByTarget(stage);
  call.callee.reply(call.invite, status, (response) => {
    for (const contact of contacts(call.callee, users)) response.addRaw('Contact', contact);
  });
  await call.callee.next('ACK');
  return call;
}

/** Contacts of a redirection: the first one is preferred. */
export function contacts(end: TestEnd, users: readonly string[]): string[] {
  return users.map((user, index) => `<${neighbour(end, user)}>;q=0.${9 - index}`);
}
