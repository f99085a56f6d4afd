import { putRoutes } from '../../dialog/route-set.ts';
import { type NameAddr, nameAddr } from '../../grammar/name-addr.ts';
import { withParam } from '../../grammar/parameters.ts';
import { formatUri, isSipUri, isTelUri, sipUriOfTel, type Uri } from '../../grammar/uri.ts';
import { uriEquals } from '../../grammar/uri-equality.ts';
import { requestTarget } from '../../grammar/uri-headers.ts';
import { Contact, contactQ, type ContactValue } from '../../message/headers/addresses.ts';
import { Authorization, ProxyAuthorization } from '../../message/headers/authentication.ts';
import { CSeq } from '../../message/headers/cseq.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import { carryUriHeaders } from './features/uri-headers.ts';

/** More addresses than these are not tried for one call. */
const MAX_TARGETS = 16;

/** A chain of redirections longer than this leads nowhere. */
const MAX_HOPS = 5;

/** Where a redirected INVITE goes next. */
export interface RedirectTarget {
  /** As the Contact has it, with the header fields that it asks for (§19.1.5). */
  readonly contact: Uri;
  readonly requestUri: Uri;
  /** 305: the proxy that the request has to take (§21.3.4). */
  readonly proxy: Uri | undefined;
}

interface Known extends RedirectTarget {
  /** How many redirections led here. */
  readonly hops: number;
}

/** The addresses that redirections of one call name, each tried once, the preferred ones first (RFC 3261 §8.1.3.4). */
export class Redirection {
  /** Everything that was or will be tried. */
  readonly #known: Known[];
  /** What is left to try. */
  #queue: Known[] = [];
  #current: Known;
  /** Whose the SIP addresses are that stand for telephone numbers. */
  readonly #domain: string;

  /** @param domain of the caller */
  constructor(first: Uri, domain: string) {
    this.#domain = domain;
    this.#current = { contact: first, requestUri: requestTarget(first), proxy: undefined, hops: 0 };
    this.#known = [this.#current];
  }

  /**
   * Takes a 3xx, or a 416, to the request that was sent last. Its Contacts come before those of earlier redirections.
   * @returns whether it names anything new that may be tried
   */
  follow(response: SipResponse): boolean {
    const hops = this.#current.hops + 1;
    if (response.status === 416) return this.#translate(hops);
    if (hops > MAX_HOPS || !isFollowed(response.status)) return false;
    const found: Known[] = [];
    for (const contact of byPreference(response.all(Contact))) {
      if (this.#known.length >= MAX_TARGETS) break;
      const target = this.#targetOf(contact.uri, response.status === 305, hops);
      if (!this.#mayTry(target)) continue;
      this.#known.push(target);
      found.push(target);
    }
    this.#queue = [...found, ...this.#queue];
    return found.length > 0;
  }

  /** The next address to try; undefined when there is none. */
  next(): RedirectTarget | undefined {
    const target = this.#queue.shift();
    if (target !== undefined) this.#current = target;
    return target;
  }

  /** §8.1.3.5: who does not know tel may know the SIP address that stands for the number. */
  #translate(hops: number): boolean {
    const { requestUri, proxy } = this.#current;
    if (!isTelUri(requestUri)) return false;
    const uri = sipUriOfTel(requestUri, this.#domain);
    const target = { contact: uri, requestUri: uri, proxy, hops };
    if (!this.#mayTry(target)) return false;
    this.#known.push(target);
    this.#queue.unshift(target);
    return true;
  }

  #targetOf(contact: Uri, isProxy: boolean, hops: number): Known {
    if (isProxy) return { ...this.#current, proxy: requestTarget(contact), hops };
    return { contact, requestUri: requestTarget(contact), proxy: undefined, hops };
  }

  #mayTry({ requestUri, proxy }: Known): boolean {
    for (const uri of proxy === undefined ? [requestUri] : [requestUri, proxy]) {
      if (!isSipUri(uri) && !isTelUri(uri)) return false;
      // §26.4.4: what was to be secure stays so.
      if (this.#known[0]?.requestUri.scheme === 'sips' && uri.scheme !== 'sips') return false;
    }
    return !this.#known.some((known) => uriEquals(known.requestUri, requestUri) && isSame(known.proxy, proxy));
  }
}

/**
 * The INVITE for another address: the same Call-ID, From and To, so that it is the same call (§8.1.3.4).
 * @param invite as it was sent first
 * @param number its CSeq
 */
export function redirectInvite(invite: SipRequest, target: RedirectTarget, number: number): SipRequest {
  const { contact, requestUri, proxy } = target;
  const request = invite.clone();
  request.uri = formatUri(requestUri);
  // Credentials are for the URI that they were made for.
  request.remove(Authorization);
  request.remove(ProxyAuthorization);
  request.set(CSeq, { number, method: request.method });
  if (proxy !== undefined) putRoutes(request, [nameAddr(loose(proxy))]);
  carryUriHeaders(request, contact);
  return request;
}

function loose(proxy: Uri): Uri {
  return isSipUri(proxy) ? { ...proxy, params: withParam(proxy.params, 'lr', undefined) } : proxy;
}

/** 300 and 380 are a person's to choose from (§21.3.1, §21.3.5), and so is what is not known (§8.1.3.2). */
function isFollowed(status: number): boolean {
  return status === 301 || status === 302 || status === 305;
}

/** Contacts without `q` are as good as the best. */
function byPreference(contacts: readonly ContactValue[]): NameAddr[] {
  return contacts
    .filter((contact): contact is NameAddr => contact !== '*')
    .toSorted((a, b) => (contactQ(b) ?? 1) - (contactQ(a) ?? 1));
}

function isSame(a: Uri | undefined, b: Uri | undefined): boolean {
  return a === undefined || b === undefined ? a === b : uriEquals(a, b);
}
