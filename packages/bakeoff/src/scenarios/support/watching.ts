import { Expires, type SipMessage, type SipRequest, type SipResponse } from '@sidetone/sip';
import { SubscriptionState } from '@sidetone/sip/message';
import type { RequestOptions } from '../../end/request-options.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { WaitOptions } from '../../end/wait-options.ts';
import type { Stage } from '../../scenario/stage.ts';

export interface SubscribeOptions extends RequestOptions {
  /** Seconds; no Expires at all when left out. */
  readonly expires?: number | undefined;
  /** Value of Event; `presence` by default, none when false. */
  readonly event?: string | false;
}

/** A SUBSCRIBE for the presence of a user, outside of a dialog. It is not sent yet. */
export function subscription(watcher: TestEnd, uri: string, options: SubscribeOptions = {}): SipRequest {
  return watcher.request('SUBSCRIBE', uri, withFields(options));
}

function withFields({ expires, event = 'presence', headers, ...rest }: SubscribeOptions): RequestOptions {
  const own = {
    ...(event === false ? {} : { Event: event }),
    ...(expires === undefined ? {} : { Expires: String(expires) }),
  };
  return { ...rest, headers: { ...own, ...headers } };
}

/** Alice watches bob. */
export interface Watched {
  readonly alice: TestEnd;
  readonly bob: TestEnd;
  /** The first SUBSCRIBE, as it was sent at first. */
  readonly subscribe: SipRequest;
  /** The 2xx. */
  readonly answer: SipResponse;
  readonly dialog: TestDialog;
}

/** Subscribes alice to the presence of bob; that it is accepted is not judged. The first NOTIFY is still to be taken. */
export async function watch(stage: Stage, options: SubscribeOptions = {}, wait: WaitOptions = {}): Promise<Watched> {
  const alice = await stage.user('alice');
  const bob = await stage.user('bob');
  return watchBob(stage, alice, bob, options, wait);
}

/** As `watch`, by ends that are there already. */
export async function watchBob(
  stage: Stage,
  alice: TestEnd,
  bob: TestEnd,
  options: SubscribeOptions = {},
  wait: WaitOptions = {},
): Promise<Watched> {
  const subscribe = subscription(alice, bob.aor, { expires: 600, ...options });
  const answer = await alice.exchange(subscribe, wait);
  needPresence(stage, answer);
  stage.need(answer.status >= 200 && answer.status < 300, 'a subscription that is accepted');
  return { alice, bob, subscribe, answer, dialog: TestDialog.ofResponse(alice, subscribe, answer) };
}

/** Ends the scenario when the target says that it does not know SUBSCRIBE, or presence. */
export function needPresence(stage: Stage, answer: SipResponse): void {
  const isUnknown = [405, 489, 501].includes(answer.status);
  if (isUnknown) stage.notApplicable(`a subscription to presence is refused with ${answer.status}`);
}

/** Sends SUBSCRIBE within the subscription's dialog. */
export function resubscribe(
  dialog: TestDialog,
  expires: number | undefined,
  options: SubscribeOptions = {},
  wait: WaitOptions = {},
): Promise<SipResponse> {
  return dialog.exchange('SUBSCRIBE', withFields({ expires, ...options }), wait);
}

/** Waits for a NOTIFY and answers 200. */
export async function notified(watcher: TestEnd, wait: WaitOptions = {}): Promise<SipRequest> {
  const notify = await watcher.next('NOTIFY', wait);
  watcher.reply(notify, 200);
  return notify;
}

/** Waits for a NOTIFY of which that is true, and answers 200 to all that come before it. */
export async function notifiedOf(
  watcher: TestEnd,
  fits: (notify: SipRequest) => boolean,
  { withinMs = 10_000, ...wait }: WaitOptions = {},
): Promise<SipRequest> {
  for (let count = 0; count < 20; count += 1) {
    const notify = await notified(watcher, { withinMs, ...wait });
    if (fits(notify)) return notify;
  }
  return notified(watcher, { withinMs: 0, ...wait });
}

/** Whether a NOTIFY says that the subscription is over. */
export function isLast(message: SipMessage): boolean {
  return message.get(SubscriptionState)?.state === 'terminated';
}

/** Seconds that a 2xx to SUBSCRIBE grants; NaN when it says nothing. */
export function grantedSec(answer: SipResponse): number {
  return answer.get(Expires) ?? Number.NaN;
}

/** For controls: a SUBSCRIBE within a dialog. */
export function isRefresh(message: SipMessage): boolean {
  return message.raw('To')?.includes(';tag=') === true;
}
