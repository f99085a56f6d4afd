import type { SipRequest, SipResponse } from '@sidetone/sip';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';
import { sdpAnswer } from './sdp-answer.ts';

/** Devices may have to be opened first. */
const CALL_WITHIN_MS = 10_000;

/** A call that the user agent under test has placed to an end of ours. */
export interface TakenCall {
  readonly callee: TestEnd;
  readonly invite: SipRequest;
}

/** One that was answered and acknowledged. */
export interface AnsweredCall extends TakenCall {
  readonly answer: SipResponse;
  readonly ack: SipRequest;
  readonly dialog: TestDialog;
}

/** What an answer to an INVITE of the target says besides its session. */
export interface AnswerOptions {
  /** 200 when left out. */
  readonly status?: number;
  /** Changes the response. */
  readonly edit?: (response: SipResponse) => void;
  /** The usual one when left out. */
  readonly phrase?: string;
  /** Another one makes another dialog. */
  readonly toTag?: string;
}

interface CallOptions extends AnswerOptions {
  readonly deed?: 'call' | 'callWithoutOffer' | 'callAnonymously';
}

/** The target calls an end of ours, which has not answered yet. */
export async function calledByTarget(stage: Stage, { deed = 'call' }: CallOptions = {}): Promise<TakenCall> {
  const callee = await stage.end('bob');
  await stage.operate(deed, callee.contact);
  const invite = await callee.next('INVITE', { withinMs: CALL_WITHIN_MS });
  if (deed === 'callWithoutOffer') stage.need(invite.body === '', 'an INVITE without an offer');
  return { callee, invite };
}

/** What an end says of its media to an INVITE: the answer to its offer, or an offer. */
export function describe(end: TestEnd, invite: SipRequest): string {
  return invite.body === '' ? end.sdp() : sdpAnswer(invite.body, end.sdp());
}

/** Answers an INVITE of the target, with a session. */
export function accept(callee: TestEnd, invite: SipRequest, options: AnswerOptions = {}): SipResponse {
  const { status = 200, edit, toTag, phrase } = options;
  const describeAndEdit = (response: SipResponse): void => {
    response.setBody(SDP, describe(callee, invite));
    edit?.(response);
  };
  return callee.reply(invite, status, describeAndEdit, toTag, phrase);
}

/** The target calls an end of ours, which answers; the call stands. */
export async function answeredCall(stage: Stage, options: CallOptions = {}): Promise<AnsweredCall> {
  const { callee, invite } = await calledByTarget(stage, options);
  const answer = accept(callee, invite, options);
  const ack = await callee.next('ACK');
  return { callee, invite, answer, ack, dialog: TestDialog.ofRequest(callee, invite, answer) };
}

/** The next INVITE of the target in a call that stands, as when it holds the other end. */
export async function changedByTarget(
  stage: Stage,
  callee: TestEnd,
  deed: 'hold' | 'resume' = 'hold',
): Promise<SipRequest> {
  await stage.operate(deed);
  return callee.next('INVITE', { withinMs: CALL_WITHIN_MS });
}

/** The target hangs up: its BYE, which is answered. */
export async function hungUpByTarget(stage: Stage, callee: TestEnd): Promise<SipRequest> {
  await stage.operate('hangUp');
  const bye = await callee.next('BYE');
  callee.reply(bye, 200);
  return bye;
}

/** For a response: that URI as its Contact, in place of the end's own. */
export function withContact(uri: string): (response: SipResponse) => void {
  return (response) => {
    response.remove('Contact');
    response.addRaw('Contact', `<${uri}>`);
  };
}
