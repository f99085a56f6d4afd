import { type NameAddr, nameAddr } from '../../grammar/name-addr.ts';
import { formatUri, isSipUri, type SipUri, sipUri } from '../../grammar/uri.ts';
import { Contact, contactExpires, From, Route } from '../../message/headers/addresses.ts';
import { CSeq } from '../../message/headers/cseq.ts';
import { Expires } from '../../message/headers/numbers.ts';
import { Allow, CallId, Supported, Unsupported } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { OutboundFlow } from '../core/outbound-flow.ts';
import type { CSeqCounter } from '../core/request-exchange.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

/** What a REGISTER does: asks for a binding or, with 0, removes it; removes all; or asks what there is (§10.2). */
export type RegisterWish =
  | { readonly kind: 'bind'; readonly expiresSec: number }
  | { readonly kind: 'removeAll' }
  | { readonly kind: 'query' };

/** A registrar that sends on and on is not followed further. */
const MAX_REDIRECTIONS = 5;

/** Makes the REGISTERs of one flow, each as the answers to those before have taught (§10.2). */
export class RegisterRequests implements CSeqCounter {
  readonly #core: UserAgentCore;
  readonly #flow: OutboundFlow;
  /** §10.2: all registrations of a flow share a Call-ID and count on. */
  readonly #callId: string;
  readonly #from: NameAddr;
  #number = 0;
  /** Option tags that somebody on the way did not take. */
  readonly #refused = new Set<string>();
  #registrar: SipUri | string;
  /** 305: the proxy that the registrar wants to be reached by. */
  #proxy: NameAddr | undefined;
  /** Where it has been sent on to since the last success. */
  readonly #visited = new Set<string>();

  constructor(core: UserAgentCore, flow: OutboundFlow) {
    this.#core = core;
    this.#flow = flow;
    const { random } = core.runtime;
    this.#callId = random.token();
    this.#from = core.identity.from(random.token(64));
    this.#registrar = core.identity.registrar;
  }

  /** Whether any was made. */
  get isBegun(): boolean {
    return this.#number > 0;
  }

  nextCSeq(): number {
    this.#number += 1;
    return this.#number;
  }

  create(wish: RegisterWish): SipRequest {
    const { identity, capabilities } = this.#core;
    const request = this.#core.createRequest('REGISTER', identity.aor, this.#registrar);
    request.set(From, this.#from);
    request.set(CallId, this.#callId);
    request.set(CSeq, { number: this.nextCSeq(), method: 'REGISTER' });
    if (this.#proxy !== undefined) request.set(Route, this.#proxy);
    if (wish.kind === 'bind') request.set(Contact, this.#contact(wish.expiresSec));
    if (wish.kind === 'removeAll') request.set(Contact, '*');
    if (wish.kind !== 'query') request.set(Expires, wish.kind === 'bind' ? wish.expiresSec : 0);
    request.setAll(Allow, capabilities.methods);
    request.setAll(
      Supported,
      capabilities.optionTags.filter((option) => this.#takes(option)),
    );
    return request;
  }

  /** Our binding over this flow, among those of a 2xx. */
  own(contacts: readonly NameAddr[]): NameAddr | undefined {
    const { identity } = this.#core;
    const { regId } = this.#flow;
    return contacts.find(({ uri, params }) => {
      const reg = params.get('reg-id');
      return identity.isOurs(uri) && (reg === undefined || reg === String(regId));
    });
  }

  succeeded(): void {
    this.#visited.clear();
  }

  /** Learns from a refusal. @returns whether to try again at once, in another way */
  learn(response: SipResponse): boolean {
    const { status } = response;
    // RFC 5626 §11.6: the first hop does not know it.
    if (status === 439) return this.#refuse(['outbound']);
    if (status === 420) return this.#refuse(response.all(Unsupported));
    return status >= 300 && status < 400 && this.#redirect(response);
  }

  #contact(expiresSec: number): NameAddr {
    const isOutbound = this.#takes('outbound');
    return this.#core.identity.registrationContact(this.#flow.contact, {
      expiresSec,
      regId: isOutbound ? this.#flow.regId : undefined,
      isInstance: isOutbound || this.#takes('gruu'),
    });
  }

  #takes(option: string): boolean {
    return !this.#refused.has(option);
  }

  #refuse(options: readonly string[]): boolean {
    const before = this.#refused.size;
    for (const option of options) {
      const known = option.toLowerCase();
      if (this.#core.capabilities.optionTags.includes(known)) this.#refused.add(known);
    }
    return this.#refused.size > before;
  }

  /** §21.3: another registrar (301, 302), or another way to this one (305). Never from sips to sip. */
  #redirect(response: SipResponse): boolean {
    const isSecure = this.#core.identity.aor.scheme === 'sips';
    for (const contact of response.all(Contact)) {
      if (contact === '*' || !isSipUri(contact.uri) || (isSecure && contact.uri.scheme !== 'sips')) continue;
      const { scheme, host, port, params } = contact.uri;
      const key = `${response.status === 305 ? 'by' : 'at'} ${formatUri(contact.uri)}`;
      if (this.#visited.has(key) || this.#visited.size >= MAX_REDIRECTIONS) continue;
      this.#visited.add(key);
      if (response.status === 305)
        this.#proxy = nameAddr({ ...contact.uri, params: new Map(params).set('lr', undefined) });
      else this.#registrar = sipUri({ scheme, host, ...(port === undefined ? {} : { port }) });
      return true;
    }
    return false;
  }
}

/** The addresses of a 2xx to REGISTER. */
export function contactsOf(response: SipResponse): NameAddr[] {
  return response.all(Contact).filter((contact): contact is NameAddr => contact !== '*');
}

/** §10.2.4: the registrar may shorten what was asked for. Without a word of it, that stands. */
export function grantedSec(response: SipResponse, own: NameAddr | undefined, askedSec: number): number {
  return (own && contactExpires(own)) ?? response.get(Expires) ?? askedSec;
}
