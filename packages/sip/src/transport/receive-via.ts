import { Via } from '../message/headers/via.ts';
import type { SipRequest } from '../message/sip-request.ts';
import { bareHost } from './address.ts';
import type { Flow } from './transport.ts';

/**
 * Notes in the top Via where a request came from (§18.2.1, RFC 3581 §4): `received` where the sent-by does not say
 * it, and the port where it is asked for. On connections the port is noted together with `received`, so that a response
 * without a transaction finds its connection again.
 * @returns the top Via as it then stands; undefined when there is none that is well formed
 */
export function stampVia(request: SipRequest, flow: Flow): Via | undefined {
  const via = request.get(Via);
  if (via === undefined) return undefined;
  const isElsewhere = bareHost(via.host) !== flow.remote.host;
  const isPortWanted = via.rport !== undefined || (flow.isReliable && isElsewhere);
  if (!isElsewhere && !isPortWanted) {
    // What a client claims about itself is not believed.
    if (via.received === undefined) return via;
    const { received: _claimed, ...rest } = via;
    request.replaceFirst(Via, rest);
    return rest;
  }
  const stamped: Via = {
    ...via,
    // RFC 3581 §4: with rport there is always a `received`.
    received: flow.remote.host,
    ...(isPortWanted ? { rport: flow.remote.port } : {}),
  };
  request.replaceFirst(Via, stamped);
  return stamped;
}
