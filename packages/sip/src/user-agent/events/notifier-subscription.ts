import type { NotifierState, NotifyContent } from '../../dialog/notifier-state.ts';
import type { NotifierUsage } from '../../dialog/notifier-usage.ts';
import type { NameAddr } from '../../grammar/name-addr.ts';
import type { EventValue } from '../../message/headers/event.ts';
import { Emitter } from '../../runtime/emitter.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** What somebody's subscription tells of itself. */
export interface NotifierSubscriptionEvents {
  changed: NotifierState;
}

type Opening =
  /** The 200 is out; the first NOTIFY follows when the handler has returned. */
  { readonly kind: 'due'; readonly content: NotifyContent | undefined } | { readonly kind: 'open' };

/** Somebody's subscription to our state (RFC 6665 §4.2). */
export class NotifierSubscription {
  /** Who subscribed. */
  readonly from: NameAddr;
  readonly event: EventValue;
  readonly #usage: NotifierUsage;
  readonly #isFetch: boolean;
  readonly #emitter = new Emitter<NotifierSubscriptionEvents>();
  #opening: Opening = { kind: 'due', content: undefined };

  /** @internal Use `UserAgent.serve`. @param makeUsage gets who is told of changes */
  constructor(
    runtime: Runtime,
    from: NameAddr,
    expiresSec: number,
    makeUsage: (onChanged: (state: NotifierState) => void) => NotifierUsage,
  ) {
    this.from = from;
    this.#isFetch = expiresSec === 0;
    this.#usage = makeUsage((state) => this.#emitter.emit('changed', state));
    this.event = this.#usage.event;
    runtime.timers.schedule(0, NotifierSubscription.#sendFirst, this);
  }

  get state(): NotifierState {
    return this.#usage.state;
  }

  on<K extends keyof NotifierSubscriptionEvents>(
    event: K,
    listener: (value: NotifierSubscriptionEvents[K]) => void,
  ): () => void {
    return this.#emitter.on(event, listener);
  }

  /**
   * Tells the whole state. What changes while a NOTIFY is under way, or sooner than the package allows, is sent as it then
   * is. A pending subscriber is told when it is authorized. Without effect on a subscription that has ended.
   * @param contentType for example `application/pidf+xml`
   * @param body as text, or a function that writes it with the number of this document
   * @throws {RangeError} when `contentType` is no media type, as the NOTIFY leaves
   */
  notify(contentType: string, body: NotifyContent['body']): void {
    const content = { contentType, body };
    if (this.#opening.kind === 'due') this.#opening = { kind: 'due', content };
    else this.#usage.notify(content);
  }

  /** Lets a pending subscriber know the state (RFC 6665 §4.2.1.3). */
  authorize(): void {
    this.#usage.authorize(this.#open());
  }

  /**
   * Ends it with a last NOTIFY.
   * @param reason RFC 6665 §4.1.3: `deactivated`, `probation`, `rejected`, `timeout`, `giveup`, `noresource`, `invariant`
   * @param retryAfterSec when the subscriber may try again, in seconds
   */
  terminate(reason: string, retryAfterSec?: number): void {
    this.#usage.terminate(reason, { content: this.#open(), retryAfterSec });
  }

  /** @returns what the first NOTIFY carries; the usage sends what comes after it */
  #open(): NotifyContent | undefined {
    const opening = this.#opening;
    this.#opening = { kind: 'open' };
    return opening.kind === 'due' ? opening.content : undefined;
  }

  static readonly #sendFirst = (self: NotifierSubscription): void => {
    if (self.#opening.kind === 'open') return;
    const content = self.#open();
    if (self.#isFetch) self.#usage.conclude(content);
    else self.#usage.confirm(content);
  };
}
