import {
  CallId,
  createResponse,
  CSeq,
  From,
  isSipUri,
  MaxForwards,
  Reason,
  RecordRoute,
  tag,
  Via,
  type AddressOfRecord,
  type Flow,
  type HostPort,
  type Random,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
} from '@sidetone/sip';
import type { AccountDirectory } from '../accounts.ts';
import type { Domains } from '../domains.ts';
import type { LocationService } from '../location/location-service.ts';
import { refusal, refuse, type Refusal } from '../refusal.ts';
import { flowBack } from '../source-address.ts';
import { determineTargets } from './determine-targets.ts';
import { forwardRequest, type UpstreamSide } from './forward-request.ts';
import { loopHash } from './loop-hash.ts';
import type { RouteStanding } from './preprocess-routes.ts';
import { ResponseContext, type ProxyEnvironment } from './response-context.ts';
import { chooseTargets } from './target-set.ts';
import { validateRequest } from './validate-request.ts';

export interface ProxyParts {
  readonly environment: Omit<ProxyEnvironment, 'onAnswered' | 'onDeadBinding'>;
  readonly domains: Domains;
  readonly accounts: AccountDirectory;
  readonly location: LocationService;
  /** The addresses that we put into Via. */
  readonly sentBy: readonly HostPort[];
}

/** The stateful proxy, RFC 3261 §16. */
export class Proxy {
  readonly #parts: ProxyParts;
  readonly #environment: ProxyEnvironment;
  readonly #hashKey: number;
  /** INVITEs without a final response, by their server transaction. */
  readonly #contexts = new Map<ServerTransaction, ResponseContext>();
  /** Those of them that ring the devices of one of our users. */
  readonly #ringing = new Map<AddressOfRecord, Set<ResponseContext>>();

  constructor(parts: ProxyParts) {
    this.#parts = parts;
    this.#hashKey = Math.floor(this.#random.fraction() * 2 ** 32);
    this.#environment = {
      ...parts.environment,
      onDeadBinding: (binding) => {
        parts.environment.runtime.log.info('binding dropped: 430', { aor: binding.owner, contact: binding.contact });
        parts.location.drop(binding);
      },
      onAnswered: (context) => this.#forget(context),
    };
    // §16.5: a device that registers while others ring, rings too.
    parts.location.on('changed', ({ owner, records }) => {
      const contexts = this.#ringing.get(owner);
      if (contexts === undefined) return;
      const choices = chooseTargets(records);
      for (const context of contexts) context.add(choices);
    });
  }

  get #random(): Random {
    return this.#parts.environment.runtime.random;
  }

  /**
   * Forwards a request whose sender may have it forwarded.
   * @param standing what `preprocessRoutes` has found in its Route
   */
  forward(transaction: ServerTransaction, standing: RouteStanding): void {
    const { request } = transaction;
    const { domains, accounts, location, sentBy } = this.#parts;
    const hash = loopHash(request, this.#hashKey);
    const invalid = validateRequest(request, hash, sentBy);
    if (invalid !== undefined) return this.#refuse(transaction, invalid);
    const uri = request.parsedUri();
    if (!uri.ok || !isSipUri(uri.value)) return this.#refuse(transaction, refusal(416));
    const targets = determineTargets(request, uri.value, standing, domains, accounts, location);
    if (targets.kind === 'refused') return this.#refuse(transaction, targets.refusal);

    const forwarded = { request, server: transaction, upstream: upstreamSide(transaction), loopHash: hash };
    const context = new ResponseContext(this.#environment, forwarded);
    if (request.method === 'INVITE') {
      this.#contexts.set(transaction, context);
      // §16.2: finding out takes longer than 200 ms; retransmissions end at once.
      transaction.respond(createResponse(request, 100));
    }
    context.start(targets.value);
    if (this.#contexts.has(transaction)) this.#follow(context);
  }

  /** §16.10. The CANCEL has been answered. */
  cancel(transaction: ServerTransaction, cancel: SipRequest): void {
    this.#contexts.get(transaction)?.cancel(cancel.get(Reason));
  }

  /**
   * §16.6 and §16.11 for an ACK of a 2xx, which no transaction carries.
   * @returns why it was not forwarded
   */
  acknowledge(ack: SipRequest, flow: Flow, standing: RouteStanding): string | undefined {
    const { domains, accounts, location, environment } = this.#parts;
    if (standing.kind !== 'signed') return 'an ACK that follows no route of ours';
    if (ack.get(MaxForwards) === 0) return 'an ACK with too many hops';
    const uri = ack.parsedUri();
    if (!uri.ok || !isSipUri(uri.value)) return 'an ACK for what is no SIP URI';
    const targets = determineTargets(ack, uri.value, standing, domains, accounts, location);
    if (targets.kind === 'refused') return 'an ACK for nobody';
    for (const { first } of targets.value) {
      const copy = forwardRequest(ack, first, { protocol: flow.protocol }, environment.identity);
      environment.transactions.forwardStateless(copy, { nextHop: first.hop });
    }
    return undefined;
  }

  /**
   * §16.7, §18.1.2: a response without a client transaction. Only a late 2xx to an INVITE has a use; it is forwarded
   * when it carries the Record-Route that we signed for its dialog, since anybody could send it.
   * @returns why it was not forwarded
   */
  forwardStray(response: SipResponse): string | undefined {
    const isSuccess = response.status >= 200 && response.status < 300 && response.get(CSeq)?.method === 'INVITE';
    if (!isSuccess) return 'a response without a transaction';
    const { signer } = this.#parts.environment.identity;
    const from = response.get(From);
    const tags = from === undefined ? [] : [tag(from) ?? ''];
    const isOurs = response
      .all(RecordRoute)
      .some(({ uri }) => isSipUri(uri) && signer.verify(uri, response.get(CallId) ?? '', tags) !== undefined);
    if (!isOurs) return 'a 2xx that was not record-routed here';
    response.removeFirst(Via);
    if (!response.has(Via)) return 'a 2xx without a Via behind ours';
    this.#parts.environment.transactions.forwardResponseStateless(response);
    return undefined;
  }

  /** Stops the timers of calls that ring. */
  close(): void {
    for (const context of this.#contexts.values()) context.abandon();
    this.#contexts.clear();
    this.#ringing.clear();
  }

  #follow(context: ResponseContext): void {
    const { callee } = context;
    if (callee === undefined) return;
    const others = this.#ringing.get(callee);
    if (others === undefined) this.#ringing.set(callee, new Set([context]));
    else others.add(context);
  }

  #forget(context: ResponseContext): void {
    const { callee, server } = context;
    this.#contexts.delete(server);
    const others = callee === undefined ? undefined : this.#ringing.get(callee);
    if (callee === undefined || others?.delete(context) !== true) return;
    if (others.size === 0) this.#ringing.delete(callee);
  }

  #refuse(transaction: ServerTransaction, why: Refusal): void {
    refuse(this.#random, transaction, why);
  }
}

function upstreamSide({ request, flow }: ServerTransaction): UpstreamSide {
  const back = flowBack(request, flow);
  return { protocol: flow.protocol, ...(back === undefined ? {} : { flow: back }) };
}
