import type { Flow, NextHop, SipRequest, Target } from '@sidetone/sip';
import { plainHost } from './edge-address.ts';

/**
 * Header that names a flow. Our server writes it in the 2xx to a REGISTER whose binding this edge may remove; the edge
 * writes it in the REGISTER that removes it. Clients neither write nor see it.
 */
export const FLOW_HEADER = 'X-Sidetone-Flow';

/** The SIP server behind the gateway: everything that clients send goes there. */
export class Upstream {
  readonly target: Target;
  readonly #addresses: Set<string>;
  readonly #takesSips: boolean;

  /** @param addresses from which it may send, besides `hop.host`; needed when that is a name */
  constructor(hop: NextHop, addresses: readonly string[] = []) {
    this.target = { nextHop: hop };
    this.#addresses = new Set([hop.host, ...addresses].map(plainHost));
    if (this.#addresses.has('localhost')) this.#addresses.add('127.0.0.1').add('::1');
    this.#takesSips = hop.protocol === 'TLS' || hop.protocol === 'WSS';
  }

  /** Whether a request came from the upstream, which has authenticated whoever it is from (D14). */
  sent(flow: Flow): boolean {
    return this.#addresses.has(plainHost(flow.remote.host));
  }

  /** RFC 5630: a `sips:` request never leaves over UDP or TCP (D14). */
  mayTake(request: SipRequest): boolean {
    return this.#takesSips || !/^sips:/i.test(request.uri);
  }
}
