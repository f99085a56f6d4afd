import {
  formatNameAddr,
  formatUri,
  isSipUri,
  Route,
  userText,
  type SipRequest,
  type SipUri,
  type Uri,
} from '@sidetone/sip';
import type { AccountDirectory } from '../accounts.ts';
import type { Domains } from '../domains.ts';
import type { LocationService } from '../location/location-service.ts';
import { accepted, refused, type Decision } from '../refusal.ts';
import { nextHop } from './next-hop.ts';
import type { RouteStanding } from './preprocess-routes.ts';
import { chooseTargets, type TargetChoice } from './target-set.ts';

/**
 * §16.5. Targets outside our domains exist only along a signed route: this proxy relays for nobody else (DESIGN D14).
 * @param uri the Request-URI
 */
export function determineTargets(
  request: SipRequest,
  uri: SipUri,
  standing: RouteStanding,
  domains: Domains,
  accounts: AccountDirectory,
  location: LocationService,
): Decision<readonly TargetChoice[]> {
  const route = request.get(Route);
  if (standing.kind === 'signed') {
    if (route !== undefined) return alongRoute(request, route.uri);
    const { flow } = standing;
    // The device itself, also where its Contact is an address of record.
    if (flow !== undefined) return only({ route: [], hop: flow, flow });
    if (!domains.isOurs(uri)) return only({ route: [], hop: nextHop(uri) });
  }
  if (route !== undefined || !domains.isOurs(uri) || uri.params.has('maddr')) {
    return refused(403, 'This server does not relay to other domains');
  }
  const aor = domains.addressOfRecord(uri);
  if (aor === undefined || !accounts.exists(userText(uri))) return refused(404);
  const choices = chooseTargets(location.of(aor));
  return choices.length === 0 ? refused(480) : accepted(choices);
}

/** §16.6 step 6: a next hop without `lr` is a strict router and gets its own URI as Request-URI. */
function alongRoute(request: SipRequest, next: Uri): Decision<readonly TargetChoice[]> {
  if (!isSipUri(next)) return refused(400, 'The next Route is no SIP URI');
  if (next.params.has('lr')) return only({ route: [], hop: nextHop(next) });
  const rest = request.all(Route).slice(1);
  const last = request.parsedUri();
  request.remove(Route);
  const route = rest.map(formatNameAddr);
  if (last.ok) route.push(formatNameAddr({ uri: last.value, params: new Map() }));
  return only({ uri: formatUri(next), route, hop: nextHop(next) });
}

function only(first: TargetChoice['first']): Decision<readonly TargetChoice[]> {
  return accepted([{ first, alternates: [] }]);
}
