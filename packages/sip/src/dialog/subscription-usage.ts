import { createResponse } from '../message/create-response.ts';
import { Accept, ContentType, readMediaType } from '../message/headers/content.ts';
import { Event, type EventValue, SubscriptionState, type SubscriptionStateValue } from '../message/headers/event.ts';
import { AllowEvents } from '../message/headers/words.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';
import type { Dialog, DialogUsage } from './dialog.ts';
import type { DialogTable } from './dialog-table.ts';
import { isSameEvent } from './event-match.ts';

/** Who subscribed. */
export interface SubscriptionUsageOwner {
  /** A NOTIFY; it has been answered 200. */
  onNotify(notify: SipRequest, state: SubscriptionStateValue): void;
  /** Another usage of the dialog learned that the notifier is gone (RFC 5057 §5.1). */
  onDialogLost(status: number): void;
}

/** What a subscriber takes. */
export interface SubscriptionTopic {
  readonly event: EventValue;
  /** Media types of bodies that are understood, in lower case; empty for all. */
  readonly accept: readonly string[];
}

/** The subscriber's use of a dialog (RFC 6665 §4.1, RFC 5057). */
export class SubscriptionUsage implements DialogUsage {
  readonly dialog: Dialog;
  readonly #dialogs: DialogTable;
  readonly #topic: SubscriptionTopic;
  readonly #owner: SubscriptionUsageOwner;

  constructor(dialogs: DialogTable, dialog: Dialog, topic: SubscriptionTopic, owner: SubscriptionUsageOwner) {
    this.#dialogs = dialogs;
    this.dialog = dialog;
    this.#topic = topic;
    this.#owner = owner;
    dialogs.add(dialog, this);
  }

  /** Another event in the same dialog is for another usage; in a dialog of this usage alone it is refused. */
  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    if (request.method !== 'NOTIFY') return false;
    const event = request.get(Event);
    const isOurs = event !== undefined && isSameEvent(event, this.#topic.event);
    if (!isOurs && this.dialog.usages.size > 1) return false;
    const state = takeNotify(request, transaction, this.#topic);
    if (state === undefined) return true;
    this.dialog.refreshTarget(request);
    this.#owner.onNotify(request, state);
    return true;
  }

  onDialogLost(status: number): void {
    this.#owner.onDialogLost(status);
  }

  close(): void {
    this.#dialogs.remove(this.dialog, this);
  }
}

/** Answers a NOTIFY (RFC 6665 §4.1.3). @returns what it says of the subscription, undefined when it was refused */
export function takeNotify(
  request: SipRequest,
  transaction: ServerTransaction,
  { event: own, accept }: SubscriptionTopic,
): SubscriptionStateValue | undefined {
  const refuse = (status: number, phrase?: string, edit?: (response: SipResponse) => void): undefined => {
    const response = createResponse(request, status, phrase);
    edit?.(response);
    transaction.respond(response);
  };
  const event = request.get(Event);
  if (event?.type.toLowerCase() !== own.type.toLowerCase()) {
    return refuse(489, undefined, (response) => response.set(AllowEvents, own.type));
  }
  if (!isSameEvent(event, own)) return refuse(481);
  const state = request.get(SubscriptionState);
  if (state === undefined) return refuse(400, 'Missing or malformed Subscription-State');
  if (!isAccepted(request, accept)) {
    return refuse(415, undefined, (response) => response.setAll(Accept, accept.map(readMediaType)));
  }
  transaction.respond(createResponse(request, 200));
  return state;
}

function isAccepted(request: SipRequest, accept: readonly string[]): boolean {
  if (request.body === '' || accept.length === 0) return true;
  const type = request.get(ContentType)?.type;
  return type !== undefined && accept.some((text) => readMediaType(text).type === type);
}
