import { MaxForwards, ProxyRequire, Via, type HostPort, type SipRequest } from '@sidetone/sip';
import { uriHost } from '../domains.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { isOurBranch } from './loop-hash.ts';

/** §16.3 steps 3 and 5: what holds for everybody, whoever they say they are. */
export function validateHop(request: SipRequest): Refusal | undefined {
  // Step 3
  if (request.get(MaxForwards) === 0) return refusal(483);
  // Step 5: there is no extension that this proxy knows.
  const unknown = request.all(ProxyRequire);
  return unknown.length === 0 ? undefined : refusal(420, undefined, { Unsupported: unknown.join(', ') });
}

/**
 * §16.3, of which syntax was checked on arrival and the scheme by who routed the request here.
 * @param sentBy the addresses that we put into Via
 */
export function validateRequest(
  request: SipRequest,
  loopHash: string,
  sentBy: readonly HostPort[],
): Refusal | undefined {
  // Step 4: we have forwarded this very request before.
  return validateHop(request) ?? (hasLooped(request, loopHash, sentBy) ? refusal(482) : undefined);
}

function hasLooped(request: SipRequest, loopHash: string, sentBy: readonly HostPort[]): boolean {
  for (const via of request.all(Via)) {
    if (via.branch === undefined || !isOurBranch(via.branch, loopHash)) continue;
    const port = via.port ?? 5060;
    if (sentBy.some((own) => own.port === port && uriHost(own.host) === via.host)) return true;
  }
  return false;
}
