import { createResponse } from '../message/create-response.ts';
import { Event, type EventValue, SubscriptionState, type SubscriptionStateValue } from '../message/headers/event.ts';
import { AllowEvents } from '../message/headers/words.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';
import type { Dialog, DialogUsage } from './dialog.ts';
import type { DialogTable } from './dialog-table.ts';
import { isSameEvent } from './event-match.ts';

/** Who subscribed. */
export interface SubscriptionUsageOwner {
  /** A NOTIFY; it has been answered 200. */
  onNotify(notify: SipRequest, state: SubscriptionStateValue): void;
}

/** The subscriber's use of a dialog (RFC 6665 §4.1, RFC 5057). */
export class SubscriptionUsage implements DialogUsage {
  readonly dialog: Dialog;
  readonly #dialogs: DialogTable;
  readonly #event: EventValue;
  readonly #owner: SubscriptionUsageOwner;

  constructor(dialogs: DialogTable, dialog: Dialog, event: EventValue, owner: SubscriptionUsageOwner) {
    this.#dialogs = dialogs;
    this.dialog = dialog;
    this.#event = event;
    this.#owner = owner;
    dialogs.add(dialog, this);
  }

  /** Another event in the same dialog is for another usage; in a dialog of this usage alone it is 489. */
  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    if (request.method !== 'NOTIFY') return false;
    const event = request.get(Event);
    if (event === undefined || !isSameEvent(event, this.#event)) {
      if (this.dialog.usages.size > 1) return false;
      const response = createResponse(request, 489);
      response.set(AllowEvents, this.#event.type);
      transaction.respond(response);
      return true;
    }
    const state = request.get(SubscriptionState);
    if (state === undefined) {
      transaction.respond(createResponse(request, 400, 'Missing or malformed Subscription-State'));
      return true;
    }
    this.dialog.refreshTarget(request);
    transaction.respond(createResponse(request, 200));
    this.#owner.onNotify(request, state);
    return true;
  }

  close(): void {
    this.#dialogs.remove(this.dialog, this);
  }
}
