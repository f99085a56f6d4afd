import type { Uri } from '../grammar/uri.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Call, IncomingCall, OutgoingCall } from './calls/call.ts';
import { replacementOf } from './calls/call-base.ts';
import type { IncomingReferral } from './calls/features/incoming-referral.ts';
import { Referrals } from './calls/features/referrals.ts';
import type { Transfer, TransferOptions } from './calls/features/transfer.ts';
import { CallList } from './calls/call-list.ts';
import type { IncomingMessage, MessageOutcome, OutgoingMessage } from './messages/message-types.ts';
import { Messenger } from './messages/messenger.ts';
import { askOptions } from './options.ts';
import type { OptionsOutcome } from './options-outcome.ts';
import type { CallOptions } from './calls/call-options.ts';
import type { EventPackage } from './events/event-package.ts';
import type { IncomingSubscription, ServeOptions } from './events/incoming-subscription.ts';
import { ServedPackages } from './events/served-packages.ts';
import { Publication } from './events/publication.ts';
import type { PublishOptions } from './events/publication-state.ts';
import { Registration } from './registration/registration.ts';
import { RequestDispatcher } from './request-dispatcher.ts';
import { Subscription } from './events/subscription.ts';
import type { SubscribeOptions } from './events/subscription-state.ts';
import { UserAgentCore } from './core/user-agent-core.ts';
import type { UserAgentOptions } from './core/user-agent-options.ts';

/** A server that forgets again and again is not asked to restore everything more often than this. */
const RESTORE_INTERVAL_MS = 30_000;

/** How long `stop` waits for the answers to its farewells. */
const FAREWELL_MS = 2000;

/** A SIP user agent of one user on one device (RFC 3261 §8). */
export class UserAgent {
  readonly registration: Registration;
  readonly #core: UserAgentCore;
  readonly #calls: CallList;
  readonly #messenger: Messenger;
  readonly #served: ServedPackages;
  readonly #referrals: Referrals;
  readonly #subscriptions = new Set<Subscription>();
  readonly #publications = new Set<Publication>();

  /** The registration had to be made anew, so what depends on it is checked. */
  #wasLost = false;
  /** When all was last restored because the server had forgotten it, in ms of the clock. */
  #restoredMs = -Infinity;

  constructor(runtime: Runtime, options: UserAgentOptions) {
    const core = new UserAgentCore(runtime, options);
    const calls = new CallList(core);
    const messenger = new Messenger(core);
    this.#core = core;
    this.#calls = calls;
    this.#messenger = messenger;
    this.#served = new ServedPackages(core);
    this.#referrals = new Referrals(core, calls);
    this.registration = new Registration(core);
    this.registration.on('changed', (state) => {
      if (state.kind === 'failed') this.#wasLost = true;
      else if (state.kind === 'registered' && this.#wasLost) this.#restore();
    });
    core.onForgotten = () => this.#serverForgot();
    core.start(
      new RequestDispatcher(core, {
        calls,
        messenger,
        served: this.#served,
        referrals: this.#referrals,
        flowClosed: (flow, reason) => this.registration.flowLost(reason, core.flows.ownerOf(flow)),
      }),
    );
  }

  /** A call came in. It is answered 100 by itself; ring, accept or reject it. Without a handler: 480. */
  set onIncomingCall(handler: ((call: IncomingCall) => void) | undefined) {
    this.#calls.onIncomingCall = handler;
  }

  /** A message came in. Returns the status to answer, 200 when it will be shown. Without a handler: 480. */
  set onMessage(handler: ((message: IncomingMessage) => number) | undefined) {
    this.#messenger.onMessage = handler;
  }

  /** Somebody asks this end to call somebody else, as in a transfer (RFC 3515). Without a handler: 603. */
  set onReferral(handler: ((referral: IncomingReferral) => void) | undefined) {
    this.#referrals.onReferral = handler;
  }

  /**
   * Asks somebody, outside of a call, to call somebody else (RFC 3515), as a page that makes a telephone dial.
   * @param target whom to call, or a call of this user agent: then its other end, which gets that call in place of ours
   * @throws {InvalidStateError} when `target` is a call that is not answered, or over
   */
  refer(to: Uri, target: Uri | Call, options: TransferOptions = {}): Transfer {
    return this.#referrals.refer(to, 'scheme' in target ? target : replacementOf(target), options);
  }

  /** What is alive now, for diagnostics: all zero when nothing goes on and the last transactions have run out. */
  get load(): { readonly calls: number; readonly dialogs: number; readonly transactions: number } {
    return { calls: this.#calls.size, dialogs: this.#core.dialogs.size, transactions: this.#core.transactionCount };
  }

  /** Places a call. What becomes of it is told by its state. */
  call(to: Uri, options: CallOptions): OutgoingCall {
    return this.#calls.place(to, options);
  }

  /** Sends a message (RFC 3428). Never rejects. */
  sendMessage(to: Uri, message: OutgoingMessage): Promise<MessageOutcome> {
    return this.#messenger.send(to, message);
  }

  /**
   * Subscribes to events (RFC 6665 §4.1), until `unsubscribe`.
   * @param to whose state, for example `sip:bob@example.com`
   */
  subscribe<T = unknown>(to: Uri, options: SubscribeOptions<T>): Subscription<T> {
    const { event } = options;
    const known = typeof event === 'string' ? this.#packageOf<T>(event) : event;
    const subscription = new Subscription<T>(this.#core, to, options, known);
    this.#subscriptions.add(subscription as Subscription);
    subscription.on('changed', ({ kind }) => {
      if (kind === 'terminated') this.#subscriptions.delete(subscription as Subscription);
    });
    return subscription;
  }

  /**
   * Takes subscriptions to an event package (RFC 6665 §4.2). A package that is served again gets the new handler.
   * @param event the package, or its name
   * @param handler decides on each subscription
   * @returns the function that stops to serve it, and ends its subscriptions with the reason `probation`
   */
  serve(
    event: EventPackage<unknown> | string,
    handler: (subscription: IncomingSubscription) => void,
    options: ServeOptions = {},
  ): () => void {
    const known = typeof event === 'string' ? this.#packageOf(event) : undefined;
    return this.#served.serve(known ?? event, handler, options);
  }

  publish(options: PublishOptions): Publication {
    const publication = new Publication(this.#core, options);
    this.#publications.add(publication);
    publication.on('changed', ({ kind }) => {
      if (kind === 'removed') this.#publications.delete(publication);
    });
    return publication;
  }

  /** Asks what the other end can do (RFC 3261 §11). Never rejects. */
  options(to: Uri): Promise<OptionsOutcome> {
    return askOptions(this.#core, to);
  }

  /** The way out is gone, as the platform says. The loss of its flow is noticed without this call. */
  flowLost(reason: string): void {
    this.registration.flowLost(reason);
  }

  /**
   * The way out may be back: registers now, if registered before, then refreshes subscriptions and publications.
   * Calls go on.
   */
  flowRestored(): void {
    this.#wasLost = true;
    if (!this.registration.flowRestored()) this.#restore();
  }

  /**
   * Ends calls, subscriptions, publications and the registration, then closes the transport. Farewells that are not answered
   * are not waited for longer than two seconds. Never rejects.
   */
  async stop(): Promise<void> {
    this.#calls.stop();
    this.#served.stop();
    this.#core.stopWaiting();
    const taken = Promise.all([
      ...[...this.#subscriptions].map((subscription) => subscription.unsubscribe()),
      ...[...this.#publications].map((publication) => publication.remove()),
    ]);
    // BYE and the last NOTIFYs may be challenged or lost too; the registration goes meanwhile.
    const farewells = Promise.all([taken.then(() => this.registration.unregister()), this.#core.dialogs.emptied()]);
    const { timers } = this.#core.runtime;
    await new Promise<void>((resolve) => {
      const timer = timers.schedule(FAREWELL_MS, resolve, undefined);
      const settle = (): void => {
        timers.cancel(timer);
        resolve();
      };
      farewells.then(settle, settle);
    });
    await this.#core.close();
  }

  /** A server that restarted without its store has lost the binding and the rest too: nobody waits until that is due. */
  #serverForgot(): void {
    const now = this.#core.runtime.clock.now();
    if (now - this.#restoredMs < RESTORE_INTERVAL_MS) return;
    this.#restoredMs = now;
    this.flowRestored();
  }

  #packageOf<T>(name: string): EventPackage<T> | undefined {
    const packages = this.#core.options.eventPackages ?? [];
    return packages.find((known) => known.name === name.toLowerCase()) as EventPackage<T> | undefined;
  }

  #restore(): void {
    this.#wasLost = false;
    this.#calls.flowRestored();
    for (const subscription of this.#subscriptions) subscription.refresh();
    for (const publication of this.#publications) publication.refresh();
  }
}
