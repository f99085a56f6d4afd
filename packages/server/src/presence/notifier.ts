import {
  AllowEvents,
  CallId,
  Contact,
  createResponse,
  Expires,
  formatNameAddr,
  From,
  isSipUri,
  NO_PARAMS,
  RecordRoute,
  sipUri,
  tag,
  To,
  userText,
  writePidf,
  type AddressOfRecord,
  type PresenceDocument,
  type Runtime,
  type ServerTransaction,
  type SipRequest,
  type SipUri,
  type TransactionLayer,
} from '@sidetone/sip';
import type { AccountDirectory } from '../accounts.ts';
import type { Authenticator } from '../authenticator.ts';
import { uriHost, type Domains } from '../domains.ts';
import type { Policy } from '../policy.ts';
import type { ForwardingIdentity } from '../proxy/forward-request.ts';
import { accepted, refusal, refuse, refused, type Decision, type Refusal } from '../refusal.ts';
import { flowBack } from '../source-address.ts';
import type { LiveRecords } from '../store/live-records.ts';
import type { RecordChange } from '../store/stored-record.ts';
import { PRESENCE } from './presentity.ts';
import { readSubscribe, type SubscribeInput } from './subscribe-request.ts';
import { dialogKey, type SubscriptionRecord } from './subscription-record.ts';
import { Watch, type WatchHost } from './watch.ts';

export interface NotifierParts {
  readonly runtime: Runtime;
  readonly transactions: TransactionLayer;
  readonly domains: Domains;
  readonly accounts: AccountDirectory;
  readonly authenticator: Authenticator;
  readonly subscriptions: LiveRecords<SubscriptionRecord>;
  readonly address: ForwardingIdentity['address'];
  readonly policy: Policy['subscription'];
  presenceOf(aor: AddressOfRecord): PresenceDocument;
}

/** The notifier of the presence package (RFC 6665 §4.2, RFC 3856): every local account may watch every other. */
export class Notifier {
  readonly #parts: NotifierParts;
  readonly #host: WatchHost;
  readonly #watches = new Map<string, Watch>();
  readonly #byPresentity = new Map<AddressOfRecord, Set<Watch>>();
  readonly #countOf = new Map<string, number>();

  constructor(parts: NotifierParts) {
    this.#parts = parts;
    this.#host = {
      runtime: parts.runtime,
      transactions: parts.transactions,
      policy: parts.policy,
      contact: ({ record }) => this.#contact(record.contactProtocol),
      stateOf: ({ record }) => this.#stateText(record.owner),
      remainingSec: (record) => parts.subscriptions.remainingSec(record),
      onDead: (watch, why) => this.#onDead(watch, why),
    };
    parts.subscriptions.on('expired', (record) => this.#onExpired(record));
  }

  /** Takes up what the store has kept over a restart, and tells every watcher the present state. */
  resume(records: readonly SubscriptionRecord[]): void {
    for (const record of records) {
      const watch = this.#add(record);
      this.#tell(watch, () => watch.notify());
    }
  }

  /** Handles a SUBSCRIBE to one of our users, or within a dialog of ours. */
  process(transaction: ServerTransaction): void {
    const { request } = transaction;
    const watcher = this.#parts.authenticator.authenticate(transaction, 'www');
    if (watcher === undefined) return;
    const input = readSubscribe(request, this.#parts.policy);
    if (input.kind === 'refused') return this.#refuse(transaction, input.refusal);
    const to = request.get(To);
    const localTag = to === undefined ? undefined : tag(to);
    if (localTag === undefined) this.#subscribe(transaction, watcher, input.value);
    else this.#refresh(transaction, watcher, localTag, input.value);
  }

  /** The presence of a user may have changed: all watchers are told at once. */
  presenceChanged(aor: AddressOfRecord): void {
    const watches = this.#byPresentity.get(aor);
    if (watches === undefined) return;
    const text = this.#stateText(aor);
    for (const watch of watches) this.#tell(watch, () => watch.stateChanged(text));
  }

  close(): void {
    for (const watch of this.#watches.values()) watch.stop();
    this.#watches.clear();
    this.#byPresentity.clear();
    this.#countOf.clear();
  }

  #subscribe(transaction: ServerTransaction, watcher: string, input: SubscribeInput): void {
    const { runtime, subscriptions, policy } = this.#parts;
    const { request } = transaction;
    const aor = this.#presentity(request);
    if (aor.kind === 'refused') return this.#refuse(transaction, aor.refusal);
    if ((this.#countOf.get(watcher) ?? 0) >= policy.perWatcher) {
      return this.#refuse(transaction, refusal(403, `Too many subscriptions: at most ${policy.perWatcher}`));
    }
    const localTag = runtime.random.token(64);
    const record = this.#newRecord(transaction, watcher, aor.value, localTag, input);
    if (input.expiresSec === 0) {
      this.#accept(transaction, record, 0, localTag);
      // RFC 6665 §4.4.3: a fetch is a subscription that ends with its first NOTIFY.
      new Watch(this.#host, record).terminate('timeout', this.#stateText(aor.value));
      return;
    }
    subscriptions.exclusively(aor.value, async () => {
      if (!(await this.#store(transaction, { kind: 'put', record }))) return;
      this.#accept(transaction, record, input.expiresSec, localTag);
      this.#add(record).notify();
    });
  }

  #refresh(transaction: ServerTransaction, watcher: string, localTag: string, input: SubscribeInput): void {
    const { request } = transaction;
    const key = dialogKey(request.get(CallId) ?? '', localTag, tagOf(request));
    const watch = this.#watches.get(key);
    if (watch === undefined) return this.#refuse(transaction, refusal(481));
    if (watch.record.watcher !== watcher) return this.#refuse(transaction, refusal(403, 'Not your subscription'));
    this.#parts.subscriptions.exclusively(watch.record.owner, async () => {
      // It may have ended, or another refresh may have come, while this one waited its turn.
      if (this.#watches.get(key) !== watch) return this.#refuse(transaction, refusal(481));
      if (input.cseq <= watch.record.remoteCseq) return this.#refuse(transaction, refusal(500, 'CSeq is out of order'));
      const flow = flowBack(request, transaction.flow);
      const { flow: _flow, ...rest } = watch.record;
      const record: SubscriptionRecord = {
        ...rest,
        remoteCseq: input.cseq,
        remoteTarget: input.remoteTarget,
        contactProtocol: transaction.flow.protocol,
        expiresAt: this.#parts.runtime.clock.epoch() + input.expiresSec * 1000,
        ...(flow === undefined ? {} : { flow }),
      };
      const isEnd = input.expiresSec === 0;
      if (
        !(await this.#store(
          transaction,
          isEnd ? { kind: 'remove', owner: record.owner, key } : { kind: 'put', record },
        ))
      )
        return;
      watch.refreshed(record);
      this.#accept(transaction, record, input.expiresSec);
      if (!isEnd) return watch.notify();
      this.#remove(watch);
      watch.terminate('timeout', this.#stateText(record.owner));
    });
  }

  #presentity(request: SipRequest): Decision<AddressOfRecord> {
    const uri = request.parsedUri();
    if (!uri.ok || !isSipUri(uri.value)) return refused(404);
    const aor = this.#parts.domains.addressOfRecord(uri.value);
    return aor === undefined || !this.#parts.accounts.exists(userText(uri.value)) ? refused(404) : accepted(aor);
  }

  #newRecord(
    { request, flow }: ServerTransaction,
    watcher: string,
    owner: AddressOfRecord,
    localTag: string,
    input: SubscribeInput,
  ): SubscriptionRecord {
    const callId = request.get(CallId) ?? '';
    const back = flowBack(request, flow);
    return {
      owner,
      key: dialogKey(callId, localTag, tagOf(request)),
      expiresAt: this.#parts.runtime.clock.epoch() + input.expiresSec * 1000,
      watcher,
      callId,
      local: `${request.raw(To) ?? ''};tag=${localTag}`,
      remote: request.raw(From) ?? '',
      remoteCseq: input.cseq,
      remoteTarget: input.remoteTarget,
      routes: request.all(RecordRoute).map(formatNameAddr),
      contactProtocol: flow.protocol,
      ...(back === undefined ? {} : { flow: back }),
      event: input.event,
    };
  }

  /** Whether the change is stored; when not, the request has been answered. */
  async #store(transaction: ServerTransaction, change: RecordChange<SubscriptionRecord>): Promise<boolean> {
    const owner = change.kind === 'put' ? change.record.owner : change.owner;
    try {
      await this.#parts.subscriptions.apply(owner, [change]);
      return true;
    } catch (error) {
      this.#parts.runtime.log.error('a subscription was not stored', { owner, error: String(error) });
      this.#refuse(transaction, refusal(500, 'The subscription could not be stored'));
      return false;
    }
  }

  #accept(transaction: ServerTransaction, record: SubscriptionRecord, expiresSec: number, localTag?: string): void {
    const response = createResponse(transaction.request, 200, undefined, localTag);
    response.set(Contact, { uri: this.#contact(record.contactProtocol), params: NO_PARAMS });
    response.set(Expires, expiresSec);
    // RFC 6665 §4.4.4
    response.addRaw(AllowEvents.name, PRESENCE);
    transaction.respond(response);
  }

  #add(record: SubscriptionRecord): Watch {
    const watch = new Watch(this.#host, record);
    this.#watches.set(record.key, watch);
    const watches = this.#byPresentity.get(record.owner);
    if (watches === undefined) this.#byPresentity.set(record.owner, new Set([watch]));
    else watches.add(watch);
    this.#countOf.set(record.watcher, (this.#countOf.get(record.watcher) ?? 0) + 1);
    return watch;
  }

  #remove(watch: Watch): void {
    const { key, owner, watcher } = watch.record;
    if (!this.#watches.delete(key)) return;
    const watches = this.#byPresentity.get(owner);
    watches?.delete(watch);
    if (watches?.size === 0) this.#byPresentity.delete(owner);
    const count = (this.#countOf.get(watcher) ?? 1) - 1;
    if (count === 0) this.#countOf.delete(watcher);
    else this.#countOf.set(watcher, count);
  }

  #onExpired(record: SubscriptionRecord): void {
    const watch = this.#watches.get(record.key);
    if (watch === undefined) return;
    this.#remove(watch);
    watch.terminate('timeout', this.#stateText(record.owner));
  }

  #onDead(watch: Watch, why: string): void {
    this.#parts.runtime.log.info('subscription ended', {
      owner: watch.record.owner,
      watcher: watch.record.watcher,
      why,
    });
    watch.stop();
    this.#remove(watch);
    this.#parts.subscriptions.drop(watch.record);
  }

  /** One watcher never stops the others, whatever its record makes go wrong. */
  #tell(watch: Watch, tell: () => void): void {
    try {
      tell();
    } catch (error) {
      const { owner, watcher } = watch.record;
      this.#parts.runtime.log.error('a watcher could not be told', { owner, watcher, error: String(error) });
      this.#onDead(watch, 'it could not be told');
    }
  }

  #stateText(aor: AddressOfRecord): string {
    return writePidf(this.#parts.presenceOf(aor));
  }

  #contact(protocol: SubscriptionRecord['contactProtocol']): SipUri {
    const { host, port } = this.#parts.address(protocol);
    const params = new Map<string, string | undefined>();
    if (protocol !== 'UDP') params.set('transport', protocol.toLowerCase());
    // RFC 6665 §4.5.1: a GRUU. What leads to this server leads to no other, so it makes its own.
    params.set('gr', undefined);
    return sipUri({ host: uriHost(host), port, params });
  }

  #refuse(transaction: ServerTransaction, why: Refusal): void {
    refuse(this.#parts.runtime.random, transaction, why);
  }
}

function tagOf(request: SipRequest): string {
  const from = request.get(From);
  return (from === undefined ? undefined : tag(from)) ?? '';
}
