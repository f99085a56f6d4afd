import {
  Contact,
  createRequest,
  CSeq,
  isSipUri,
  MaxForwards,
  NO_PARAMS,
  parseNameAddr,
  parseUri,
  PIDF_TYPE,
  RouteSet,
  type NameAddr,
  type NextHop,
  type SipRequest,
  type SipUri,
} from '@sidetone/sip';
import { SubscriptionState } from '@sidetone/sip/message';
import { nextHop } from '../proxy/next-hop.ts';
import type { SubscriptionRecord } from './subscription-record.ts';

/** What a NOTIFY says about its subscription (RFC 6665 §4.1.3). */
export type NotifyState =
  | { readonly kind: 'active'; readonly expiresSec: number }
  | { readonly kind: 'terminated'; readonly reason: 'timeout' | 'noresource' };

/** The way to a watcher: its target and route set, parsed once. */
export interface WatcherRoute {
  readonly target: SipUri;
  readonly routes: RouteSet;
  readonly hop: NextHop;
}

/** Undefined when the watcher's Contact is nothing that we could send to. */
export function watcherRoute(record: SubscriptionRecord): WatcherRoute | undefined {
  const target = parseUri(record.remoteTarget);
  if (!target.ok || !isSipUri(target.value)) return undefined;
  const routes: NameAddr[] = [];
  for (const text of record.routes) {
    const route = parseNameAddr(text);
    if (route.ok) routes.push(route.value);
  }
  const first = routes[0]?.uri;
  const next = first !== undefined && isSipUri(first) ? first : target.value;
  return { target: target.value, routes: new RouteSet(routes), hop: record.flow ?? nextHop(next) };
}

/**
 * A NOTIFY within the dialog of a subscription (RFC 6665 §4.2.2).
 * @param body the presence document; undefined leaves it out
 */
export function notifyRequest(
  record: SubscriptionRecord,
  route: WatcherRoute,
  cseq: number,
  contact: SipUri,
  state: NotifyState,
  body: string | undefined,
): SipRequest {
  const request = createRequest('NOTIFY', route.target);
  request.set(MaxForwards, 70);
  route.routes.applyTo(request, route.target);
  request.addRaw('From', record.local);
  request.addRaw('To', record.remote);
  request.addRaw('Call-ID', record.callId);
  request.set(CSeq, { number: cseq, method: 'NOTIFY' });
  request.set(Contact, { uri: contact, params: NO_PARAMS });
  request.addRaw('Event', record.event);
  request.set(
    SubscriptionState,
    state.kind === 'active'
      ? { state: 'active', expiresSec: state.expiresSec, params: NO_PARAMS }
      : { state: 'terminated', reason: state.reason, params: NO_PARAMS },
  );
  request.setBody(body === undefined ? undefined : PIDF_TYPE, body ?? '');
  return request;
}
