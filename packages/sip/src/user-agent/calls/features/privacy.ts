import { nameAddr, tag, withTag } from '../../../grammar/name-addr.ts';
import { sipUri } from '../../../grammar/uri.ts';
import { From } from '../../../message/headers/addresses.ts';
import { Privacy, ProxyRequire } from '../../../message/headers/words.ts';
import type { SipRequest } from '../../../message/sip-request.ts';

/** Kinds of privacy that hide who calls (RFC 3323 §4.2, RFC 3325 §9.3). `history` hides the way of the call only. */
const HIDING: ReadonlySet<string> = /* @__PURE__ */ new Set(['user', 'id', 'header', 'session']);

/** RFC 3323 §4.1.1.3: nobody in particular. */
const ANONYMOUS = /* @__PURE__ */ nameAddr(
  /* @__PURE__ */ sipUri({ user: 'anonymous', host: 'anonymous.invalid' }),
  'Anonymous',
);

/** Whether a call with this privacy says who places it. */
function isAnonymous(privacy: readonly string[]): boolean {
  return privacy.some((kind) => HIDING.has(kind.toLowerCase()));
}

/**
 * Keeps the caller's identity out of an INVITE as far as it is in this end's hands, and asks the network for the rest
 * (RFC 3323 §4.1). The Contact needs no change: it is a random name without a display name.
 */
export function writePrivacy(invite: SipRequest, privacy: readonly string[]): void {
  if (privacy.length === 0) return;
  invite.setAll(Privacy, privacy);
  // §4.3: rather no call than one that is not private.
  if (privacy.includes('critical')) invite.append(ProxyRequire, 'privacy');
  const from = invite.get(From);
  if (from !== undefined && isAnonymous(privacy)) invite.set(From, withTag(ANONYMOUS, tag(from) ?? ''));
}
