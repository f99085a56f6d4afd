import {
  Accept,
  AllowEvents,
  Contact,
  CSeq,
  Event,
  Expires,
  formatUri,
  isSipUri,
  PIDF_TYPE,
  type SipRequest,
} from '@sidetone/sip';
import { grantLifetime, type Lifetimes } from '../policy.ts';
import { accepted, refused, type Decision } from '../refusal.ts';
import { PRESENCE } from './presentity.ts';

/** A SUBSCRIBE for presence, read. */
export interface SubscribeInput {
  /** Granted lifetime in seconds; 0 fetches or ends (RFC 6665 §4.4.3). */
  readonly expiresSec: number;
  /** The watcher's Contact URI. */
  readonly remoteTarget: string;
  readonly cseq: number;
  /** The Event, with its id, as NOTIFY repeats it. */
  readonly event: string;
}

/** RFC 6665 §4.2.1.1: the checks that hold for a first SUBSCRIBE and a refresh alike. Pure. */
export function readSubscribe(request: SipRequest, lifetimes: Lifetimes): Decision<SubscribeInput> {
  const event = request.get(Event);
  if (event?.type !== PRESENCE) return refused(489, undefined, { [AllowEvents.name]: PRESENCE });
  if (!acceptsPidf(request)) return refused(406, undefined, { [Accept.name]: PIDF_TYPE });
  const lifetime = grantLifetime(request.get(Expires), lifetimes);
  if (lifetime.kind === 'too-brief') return refused(423, undefined, { 'Min-Expires': String(lifetimes.minSec) });
  const contact = request.get(Contact);
  if (contact === undefined || contact === '*' || !isSipUri(contact.uri) || contact.uri.scheme !== 'sip') {
    return refused(400, 'SUBSCRIBE needs one Contact with a sip: URI');
  }
  return accepted({
    expiresSec: lifetime.sec,
    remoteTarget: formatUri(contact.uri),
    cseq: request.get(CSeq)?.number ?? 0,
    event: Event.write(event),
  });
}

/** Without Accept, PIDF is what a watcher understands (RFC 3856 §6.7). */
function acceptsPidf(request: SipRequest): boolean {
  const ranges = request.all(Accept);
  return (
    ranges.length === 0 || ranges.some(({ type }) => type === PIDF_TYPE || type === '*/*' || type === 'application/*')
  );
}
