import { type CallDetails, isSipUri, type NameAddr, numberParam } from '@sidetone/sip';
import { partyOf } from '../party.ts';
import type { PartySnapshot } from '../state/basics.ts';
import type { CallOriginSnapshot, CallPriority } from '../state/call-snapshot.ts';

const priorities: readonly CallPriority[] = ['emergency', 'urgent', 'normal', 'non-urgent'];

/** Priority is compared without case; what nobody has heard of says nothing (RFC 3261 §20.26). */
export function priorityOf(token: string | undefined): CallPriority | undefined {
  return priorities.find((priority) => priority === token?.toLowerCase());
}

/** What a call says about its way, for people to see; undefined when it says nothing that is not seen already. */
export function originOf(
  details: CallDetails,
  caller: PartySnapshot,
  nameOf: (party: PartySnapshot) => PartySnapshot,
): CallOriginSnapshot | undefined {
  const party = (address: NameAddr | undefined): PartySnapshot | undefined =>
    address === undefined ? undefined : nameOf(partyOf(address));
  const asserted = party(details.assertedIdentity[0]);
  const referredBy = party(details.referredBy);
  const forwardedBy = party(details.diversion[0] ?? lastForwarder(details.history));
  const origin: CallOriginSnapshot = {
    ...(asserted === undefined || asserted.aor === caller.aor ? {} : { asserted }),
    ...(referredBy === undefined ? {} : { referredBy }),
    ...(forwardedBy === undefined ? {} : { forwardedBy }),
  };
  return Object.keys(origin).length === 0 ? undefined : origin;
}

/** RFC 7044 §5, RFC 4458 §2: an entry with a cause tells why the call left the one before it. */
function lastForwarder(history: readonly NameAddr[]): NameAddr | undefined {
  const to = history.findLastIndex(({ uri }) => isSipUri(uri) && numberParam(uri.params, 'cause') !== undefined);
  return to < 1 ? undefined : history[to - 1];
}
