import {
  DigestVerifier,
  RetryAfter,
  TransactionLayer,
  TransportLayer,
  type DigestAlgorithm,
  type HostPort,
  type Runtime,
  type SipRequest,
  type ServerTransaction,
  type Transport,
  type TransactionUser,
  type TransportCounters,
} from '@sidetone/sip';
import type { AccountDirectory } from './accounts.ts';
import { Authenticator } from './authenticator.ts';
import { Domains } from './domains.ts';
import { LocationService } from './location/location-service.ts';
import { MessageRelay } from './messages/message-relay.ts';
import { OwnAddresses } from './own-addresses.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { PresenceAgent } from './presence/presence-agent.ts';
import { Proxy } from './proxy/proxy.ts';
import { RouteSigner } from './proxy/record-route.ts';
import { refusal, refuse } from './refusal.ts';
import { Registrar } from './registrar/registrar.ts';
import { RequestPipeline } from './request-pipeline.ts';
import type { Store } from './store/store.ts';

export interface SipServerOptions {
  /** UDP and TCP listeners, bound but not started. */
  readonly transports: readonly Transport[];
  /** Names of one domain; the first is the digest realm and stands in addresses of record. */
  readonly domains: readonly string[];
  readonly accounts: AccountDirectory;
  /** Bindings, publications and subscriptions. The server reads it at the start, and does not close it. */
  readonly store: Store;
  /** Algorithms offered, in this order. */
  readonly digest: readonly DigestAlgorithm[];
  /** With `none` the From of a request is believed: only where every listener is on loopback. */
  readonly auth: 'digest' | 'none';
  /** Seconds until ringing is given up with 408. */
  readonly ringTimeoutSec: number;
  /** Whether requests from there come from a gateway of ours, whose Path counts (DESIGN D14). */
  readonly trustedEdges: (remote: HostPort) => boolean;
  /** At least 16 random bytes: signs Record-Route and nonces. Servers of one cluster share it. */
  readonly secret: Uint8Array;
  /** Larger requests go by TCP where they can (§18.1.1). */
  readonly mtuBytes: number;
  /** A name that leads to the listeners; else their own addresses are shown to others. */
  readonly advertise?: string;
  /** Limits and lifetimes; `ringTimeoutSec` above counts before the policy's. */
  readonly policy?: Policy;
}

/** How long a nonce is good, in seconds. */
const NONCE_LIFE_SEC = 600;

/** Registrar, proxy, presence agent and message relay on one set of listeners (DESIGN D3). */
export class SipServer {
  /** Settles when the store has been read. What comes before is answered 503 with Retry-After. */
  readonly ready: Promise<void>;
  readonly #transport: TransportLayer;
  readonly #location: LocationService;
  readonly #presence: PresenceAgent;
  readonly #proxy: Proxy;

  constructor(runtime: Runtime, options: SipServerOptions) {
    const { accounts, store, secret } = options;
    const policy = withRingTimeout(options.policy ?? defaultPolicy, options.ringTimeoutSec);
    const addresses = new OwnAddresses(options.transports, options.advertise);
    const domains = new Domains(options.domains, addresses.all);
    const signer = new RouteSigner(secret);
    const authenticator = new Authenticator(
      runtime.random,
      options.auth === 'none'
        ? { kind: 'none' }
        : {
            kind: 'digest',
            verifier: new DigestVerifier(runtime, {
              realm: domains.primary,
              algorithms: options.digest,
              secret,
              nonceLifeSec: NONCE_LIFE_SEC,
              ha1: (username, algorithm) => accounts.ha1(username, algorithm),
              namesServer: (uri) => domains.isOurs(uri),
            }),
          },
      accounts,
      domains,
    );
    const door = new Door(runtime);
    const address = addresses.shown.bind(addresses);
    this.#transport = new TransportLayer(runtime, {
      transports: options.transports,
      mtuBytes: options.mtuBytes,
      sentBy: ({ protocol }) => address(protocol),
    });
    const transactions = new TransactionLayer(runtime, this.#transport, door);
    const location = new LocationService(runtime, store.bindings);
    const presence = new PresenceAgent({
      runtime,
      transactions,
      domains,
      accounts,
      authenticator,
      location,
      store,
      address,
      policy,
    });
    const identity = { realm: domains.primary, signer, address };
    const proxy = new Proxy({
      environment: { runtime, transactions, identity, policy: policy.proxy },
      domains,
      accounts,
      location,
      sentBy: addresses.all,
    });
    const { trustedEdges } = options;
    const pipeline = new RequestPipeline({
      runtime,
      domains,
      signer,
      authenticator,
      registrar: new Registrar({ runtime, domains, authenticator, location, policy, trustedEdges }),
      presence,
      proxy,
      messages: new MessageRelay(runtime.clock, proxy),
    });
    this.#location = location;
    this.#presence = presence;
    this.#proxy = proxy;
    this.ready = load(location, presence, () => door.open(pipeline));
  }

  /** What the transport layer has counted: messages received, sent, refused and dropped. */
  get counters(): TransportCounters {
    return this.#transport.counters;
  }

  /** Closes the listeners and stops all timers. The store stays open. */
  async close(): Promise<void> {
    this.#proxy.close();
    this.#presence.close();
    this.#location.close();
    await this.#transport.close();
  }
}

async function load(location: LocationService, presence: PresenceAgent, open: () => void): Promise<void> {
  await location.load();
  await presence.load();
  open();
}

function withRingTimeout(policy: Policy, ringTimeoutSec: number): Policy {
  return { ...policy, proxy: { ...policy.proxy, ringTimeoutSec } };
}

/** What the transaction layer talks to: nobody is let in before the store has been read. */
class Door implements TransactionUser {
  readonly #runtime: Runtime;
  #pipeline: RequestPipeline | undefined;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  open(pipeline: RequestPipeline): void {
    this.#pipeline = pipeline;
  }

  onRequest(request: SipRequest, transaction: ServerTransaction): void {
    if (this.#pipeline !== undefined) this.#pipeline.onRequest(request, transaction);
    else {
      const why = refusal(503, 'The server is starting', { [RetryAfter.name]: '1' });
      refuse(this.#runtime.random, transaction, why);
    }
  }

  onCancel(...args: Parameters<TransactionUser['onCancel']>): void {
    this.#pipeline?.onCancel(...args);
  }

  onAck(...args: Parameters<TransactionUser['onAck']>): void {
    this.#pipeline?.onAck(...args);
  }

  onStrayResponse(...args: Parameters<TransactionUser['onStrayResponse']>): void {
    this.#pipeline?.onStrayResponse(...args);
  }
}
