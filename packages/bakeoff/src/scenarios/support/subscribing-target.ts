import { createResponse, type SipRequest, type SipResponse } from '@sidetone/sip';
import { TestDialog } from '../../end/test-dialog.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { WaitOptions } from '../../end/wait-options.ts';
import type { Stage } from '../../scenario/stage.ts';

const PIDF = 'application/pidf+xml';

/** A user agent under test that watches the presence of an end of ours. */
export interface Subscribing {
  readonly notifier: TestEnd;
  readonly subscribe: SipRequest;
}

/** The target subscribes; its SUBSCRIBE is not answered yet. */
export async function subscribingTarget(stage: Stage, notifier?: TestEnd): Promise<Subscribing> {
  const end = notifier ?? (await stage.end('bob'));
  await stage.operate('subscribe', end.contact);
  return { notifier: end, subscribe: await end.next('SUBSCRIBE', { withinMs: 10_000 }) };
}

/** Accepts a subscription. @param status 200 when left out */
export function acceptSubscription(
  { notifier, subscribe }: Subscribing,
  expiresSec: number,
  status = 200,
): SipResponse {
  return notifier.reply(subscribe, status, (response) => response.addRaw('Expires', String(expiresSec)));
}

/** The dialog of a notifier. @param toTag another one makes another dialog of the same SUBSCRIBE */
export function notifierDialog({ notifier, subscribe }: Subscribing, toTag = 'bakeoff-bob'): TestDialog {
  return TestDialog.ofRequest(notifier, subscribe, createResponse(subscribe, 200, undefined, toTag));
}

/** Sends a NOTIFY with presence, and waits for its answer. @param state value of Subscription-State */
export function notify(
  dialog: TestDialog,
  { subscribe }: Subscribing,
  state: string,
  wait: WaitOptions = {},
): Promise<SipResponse> {
  const headers = { Event: subscribe.raw('Event') ?? 'presence', 'Subscription-State': state };
  const entity = `<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="${dialog.end.aor}"></presence>`;
  const notice = dialog.request('NOTIFY', { headers, body: [PIDF, `<?xml version="1.0"?>${entity}`] });
  return dialog.end.response(dialog.end.send(notice), 'final', wait);
}

/** The target subscribes, and has heard the state once. */
export async function subscribedTarget(
  stage: Stage,
  notifier?: TestEnd,
): Promise<Subscribing & { readonly dialog: TestDialog }> {
  const subscribing = await subscribingTarget(stage, notifier);
  const accepted = acceptSubscription(subscribing, 600);
  const dialog = TestDialog.ofRequest(subscribing.notifier, subscribing.subscribe, accepted);
  const answer = await notify(dialog, subscribing, 'active;expires=600');
  stage.need(answer.status < 300, 'a subscription that stands');
  return { ...subscribing, dialog };
}
