import { Dialog } from '../../dialog/dialog.ts';
import { NotifierUsage } from '../../dialog/notifier-usage.ts';
import { grantLifetime, type SubscriptionLifetime } from '../../dialog/subscription-lifetime.ts';
import type { NameAddr } from '../../grammar/name-addr.ts';
import type { Uri } from '../../grammar/uri.ts';
import { createResponse } from '../../message/create-response.ts';
import { From } from '../../message/headers/addresses.ts';
import { Accept } from '../../message/headers/content.ts';
import { Event, type EventValue } from '../../message/headers/event.ts';
import { RetryAfter } from '../../message/headers/notices.ts';
import { Expires, MinExpires } from '../../message/headers/numbers.ts';
import { AllowEvents } from '../../message/headers/words.ts';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import type { EventPackage } from './event-package.ts';
import type { IncomingSubscription, ServeOptions, SubscribeRefusal } from './incoming-subscription.ts';
import { NotifierSubscription } from './notifier-subscription.ts';

const DEFAULT_EXPIRES_SEC = 3600;
const DEFAULT_MIN_SEC = 60;
const DEFAULT_MAX_SEC = 86_400;
const DEFAULT_LIMIT = 100;

/** How one package is served. */
interface Service {
  readonly handler: (subscription: IncomingSubscription) => void;
  readonly contentTypes: readonly string[];
  readonly lifetime: SubscriptionLifetime;
  readonly minIntervalMs: number;
  readonly limit: number;
  readonly subscriptions: Set<NotifierSubscription>;
}

/** Takes the subscriptions of others to the events of this user agent (RFC 6665 §4.2). */
export class ServedPackages {
  readonly #core: UserAgentCore;
  readonly #services = new Map<string, Service>();

  constructor(core: UserAgentCore) {
    this.#core = core;
  }

  /** @returns the function that stops to serve it */
  serve(
    event: EventPackage<unknown> | string,
    handler: (subscription: IncomingSubscription) => void,
    options: ServeOptions,
  ): () => void {
    const known = typeof event === 'string' ? undefined : event;
    const name = (known?.name ?? (event as string)).toLowerCase();
    const service: Service = {
      handler,
      contentTypes: known?.contentTypes ?? [],
      lifetime: {
        defaultSec: options.defaultExpiresSec ?? known?.defaultExpiresSec ?? DEFAULT_EXPIRES_SEC,
        minSec: options.minExpiresSec ?? DEFAULT_MIN_SEC,
        maxSec: options.maxExpiresSec ?? DEFAULT_MAX_SEC,
        isFixed: known?.isFixedTerm === true,
      },
      minIntervalMs: options.minIntervalMs ?? known?.minIntervalMs ?? 0,
      limit: options.limit ?? DEFAULT_LIMIT,
      subscriptions: new Set(),
    };
    this.#services.set(name, service);
    this.#announce();
    return () => {
      if (this.#services.get(name) === service) this.#services.delete(name);
      this.#announce();
      end(service);
    };
  }

  /** The user agent is stopped. */
  stop(): void {
    for (const service of this.#services.values()) end(service);
  }

  /**
   * A SUBSCRIBE that makes a subscription (§4.2.1.1).
   * @param dialog the dialog that it came in, which it then shares (§4.5.2)
   */
  receive(request: SipRequest, transaction: ServerTransaction, dialog?: Dialog): void {
    const event = request.get(Event);
    if (event?.type.toLowerCase() === 'refer') {
      // RFC 3515 §2.4.4: only REFER makes a subscription to it.
      this.#core.respond(transaction, 403);
      return;
    }
    const service = event && this.#services.get(event.type.toLowerCase());
    if (event === undefined || service === undefined) {
      // §4.2.3: without Event it would be for PINT.
      this.#core.respond(transaction, event === undefined && request.has(Event) ? 400 : 489, (response) =>
        response.setAll(AllowEvents, this.#core.servedEvents),
      );
      return;
    }
    const { lifetime } = service;
    const expiresSec = grantLifetime(request.get(Expires), lifetime);
    const from = request.get(From);
    const resource = request.parsedUri();
    if (expiresSec === undefined) {
      this.#core.respond(transaction, 423, (response) => response.set(MinExpires, lifetime.minSec));
    } else if (!accepts(request, service.contentTypes)) {
      this.#core.respond(transaction, 406);
    } else if (service.subscriptions.size >= service.limit) {
      this.#core.respond(transaction, 503);
    } else {
      const localTag = this.#core.runtime.random.token(64);
      const own = dialog ?? Dialog.ofRequest(request, localTag);
      if (own === undefined || from === undefined || !resource.ok) this.#core.respond(transaction, 400);
      else
        new Decision(this.#core, service, transaction, own, {
          from,
          resource: resource.value,
          event,
          expiresSec,
        }).ask();
    }
  }

  #announce(): void {
    this.#core.servedEvents = [...this.#services.keys()].filter((name) => !name.includes('.'));
  }
}

/** What is known of a subscriber before there is a decision. */
interface Wish {
  readonly from: NameAddr;
  readonly resource: Uri;
  readonly event: EventValue;
  readonly expiresSec: number;
}

/** One SUBSCRIBE, until it is decided. */
class Decision implements IncomingSubscription {
  readonly from: NameAddr;
  readonly resource: Uri;
  readonly event: EventValue;
  readonly expiresSec: number;
  readonly #core: UserAgentCore;
  readonly #service: Service;
  readonly #dialog: Dialog;
  /** Undefined when it was answered. */
  #transaction: ServerTransaction | undefined;

  constructor(core: UserAgentCore, service: Service, transaction: ServerTransaction, dialog: Dialog, wish: Wish) {
    this.#core = core;
    this.#service = service;
    this.#transaction = transaction;
    this.#dialog = dialog;
    this.from = wish.from;
    this.resource = wish.resource;
    this.event = wish.event;
    this.expiresSec = wish.expiresSec;
  }

  /** §4.2.1.1: nobody waits for a person before the final response. */
  ask(): void {
    this.#service.handler(this);
    if (this.#transaction !== undefined) this.pend();
  }

  accept(expiresSec?: number): NotifierSubscription {
    return this.#make(true, expiresSec);
  }

  pend(expiresSec?: number): NotifierSubscription {
    return this.#make(false, expiresSec);
  }

  reject(status = 403, { phrase, retryAfterSec }: SubscribeRefusal = {}): void {
    const transaction = this.#take();
    const response = createResponse(transaction.request, status, phrase, this.#dialog.id.localTag);
    if (retryAfterSec !== undefined) response.set(RetryAfter, { delaySec: retryAfterSec });
    transaction.respond(response);
  }

  #make(isAuthorized: boolean, wishSec = this.expiresSec): NotifierSubscription {
    const core = this.#core;
    const { subscriptions, lifetime, minIntervalMs } = this.#service;
    const transaction = this.#take();
    const { event } = this;
    const expiresSec = Math.min(wishSec, this.expiresSec);
    this.#dialog.refreshTarget(transaction.request);
    core.respond(
      transaction,
      200,
      (response) => {
        core.describe(response, transaction.request);
        response.set(Expires, expiresSec);
      },
      this.#dialog.id.localTag,
    );
    const subscription: NotifierSubscription = new NotifierSubscription(
      core.runtime,
      this.from,
      expiresSec,
      (onChanged) => {
        const owner = {
          onChanged: (state: NotifierSubscription['state']) => {
            if (state.kind === 'terminated') subscriptions.delete(subscription);
            onChanged(state);
          },
        };
        return new NotifierUsage(
          core,
          this.#dialog,
          { event, expiresSec, lifetime, isAuthorized, minIntervalMs },
          owner,
        );
      },
    );
    subscriptions.add(subscription);
    return subscription;
  }

  #take(): ServerTransaction {
    const transaction = this.#transaction;
    if (transaction === undefined) throw new InvalidStateError('the subscription was decided before');
    this.#transaction = undefined;
    return transaction;
  }
}

/** §4.1.2.1: whether Accept names a type that we can write. Without Accept the package's own are meant. */
function accepts(request: SipRequest, contentTypes: readonly string[]): boolean {
  const ranges = request.all(Accept);
  if (ranges.length === 0 || contentTypes.length === 0) return true;
  return ranges.some(({ type: range }) =>
    contentTypes.some((type) => range === '*/*' || range === type || range === `${type.split('/', 1)[0]}/*`),
  );
}

/** §4.1.3: another device of this user may take them over, so the subscribers may try again. */
function end({ subscriptions }: Service): void {
  for (const subscription of subscriptions) subscription.terminate('probation');
}
