import type { AddressOfRecord, Runtime, ServerTransaction, TransactionLayer } from '@sidetone/sip';
import type { AccountDirectory } from '../accounts.ts';
import type { Authenticator } from '../authenticator.ts';
import type { Domains } from '../domains.ts';
import type { LocationService } from '../location/location-service.ts';
import type { Policy } from '../policy.ts';
import type { ForwardingIdentity } from '../proxy/forward-request.ts';
import { LiveRecords } from '../store/live-records.ts';
import type { Store } from '../store/store.ts';
import { EventStateCompositor } from './event-state-compositor.ts';
import { Notifier } from './notifier.ts';
import { presenceOf } from './presentity.ts';
import type { Publication } from './publication.ts';
import type { SubscriptionRecord } from './subscription-record.ts';

export interface PresenceAgentParts {
  readonly runtime: Runtime;
  readonly transactions: TransactionLayer;
  readonly domains: Domains;
  readonly accounts: AccountDirectory;
  readonly authenticator: Authenticator;
  readonly location: LocationService;
  readonly store: Store;
  readonly address: ForwardingIdentity['address'];
  readonly policy: Policy;
}

/** The presence agent (RFC 3856 §6): state published by PUBLISH, joined with bindings, told by NOTIFY. */
export class PresenceAgent {
  readonly #publications: LiveRecords<Publication>;
  readonly #subscriptions: LiveRecords<SubscriptionRecord>;
  readonly #compositor: EventStateCompositor;
  readonly #notifier: Notifier;

  constructor(parts: PresenceAgentParts) {
    const { runtime, location, store, policy } = parts;
    const publications = new LiveRecords(runtime, store.publications);
    const subscriptions = new LiveRecords(runtime, store.subscriptions);
    this.#publications = publications;
    this.#subscriptions = subscriptions;
    this.#compositor = new EventStateCompositor({ ...parts, publications, policy: policy.publication });
    this.#notifier = new Notifier({
      ...parts,
      subscriptions,
      policy: policy.subscription,
      presenceOf: (aor: AddressOfRecord) => presenceOf(aor, location.of(aor), publications.of(aor)),
    });
    location.on('changed', ({ owner }) => this.#notifier.presenceChanged(owner));
    publications.on('changed', ({ owner }) => this.#notifier.presenceChanged(owner));
  }

  /** Reads what the store has. Called once, after the location service has loaded. */
  async load(): Promise<void> {
    await this.#publications.load();
    this.#notifier.resume(await this.#subscriptions.load());
  }

  publish(transaction: ServerTransaction): void {
    this.#compositor.process(transaction);
  }

  subscribe(transaction: ServerTransaction): void {
    this.#notifier.process(transaction);
  }

  close(): void {
    this.#notifier.close();
    this.#publications.close();
    this.#subscriptions.close();
  }
}
