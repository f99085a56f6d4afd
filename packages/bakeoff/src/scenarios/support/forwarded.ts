import { type SipMessage, type SipRequest, type SipResponse, Via } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import { DEFAULT_WAIT_MS, type WaitOptions } from '../../end/wait-options.ts';
import type { Stage } from '../../scenario/stage.ts';
import { messageTitle, methodOf } from '../../trace/entry.ts';

/** A request on both sides of the target. */
export interface Forwarded {
  /** As it was sent at last, with credentials where those were asked for. */
  readonly sent: SipRequest;
  /** As it came out. */
  readonly came: SipRequest;
}

/** What becomes of a request: it comes out at some end, or gets a final response, or neither in time. */
export type Fate =
  | { readonly kind: 'forwarded'; readonly sent: SipRequest }
  | { readonly kind: 'refused'; readonly sent: SipRequest; readonly answer: SipResponse }
  | { readonly kind: 'lost'; readonly sent: SipRequest };

/** Sends a request, shows credentials where those are asked for, and looks what becomes of it. */
export async function fateOf(
  stage: Stage,
  from: TestEnd,
  request: SipRequest,
  withinMs = DEFAULT_WAIT_MS,
): Promise<Fate> {
  const sent = from.send(request);
  const what = await stage.overhear((message) => kindOf(message, sent), withinMs);
  if (what !== 'refused') return { kind: what ?? 'lost', sent };
  const answer = await from.response(sent, 'final');
  const retry = from.authorized(sent, answer);
  return retry === undefined ? { kind: 'refused', sent, answer } : fateOf(stage, from, retry, withinMs);
}

/** As `fateOf`, and waits for the request at the other end. Those who judge by it say so in `wait`. */
export async function forwarded(
  stage: Stage,
  from: TestEnd,
  request: SipRequest,
  to: TestEnd,
  wait: WaitOptions = {},
): Promise<Forwarded> {
  const expected = wait.expected ?? `the ${request.method} forwarded to ${to.name}`;
  const fate = await fateOf(stage, from, request, wait.withinMs);
  if (fate.kind === 'refused') {
    const { answer } = fate;
    if (wait.judges !== undefined) stage.require(wait.judges, false, expected, answer, messageTitle(answer));
    stage.need(false, expected);
  }
  return { sent: fate.sent, came: await to.next(request.method, { ...wait, expected }) };
}

function kindOf(message: SipMessage, request: SipRequest): 'forwarded' | 'refused' | undefined {
  if (methodOf(message) !== request.method) return undefined;
  if (message.kind === 'response') {
    return message.status >= 200 && message.get(Via)?.branch === request.get(Via)?.branch ? 'refused' : undefined;
  }
  const isSame = ['Call-ID', 'CSeq'].every((name) => message.raw(name) === request.raw(name));
  return isSame ? 'forwarded' : undefined;
}
