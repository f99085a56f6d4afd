import { tag } from '../grammar/name-addr.ts';
import { From, To } from '../message/headers/addresses.ts';
import { CSeq } from '../message/headers/cseq.ts';
import type { Via } from '../message/headers/via.ts';
import { CallId } from '../message/headers/words.ts';
import type { SipMessage } from '../message/sip-message.ts';
import type { SipRequest } from '../message/sip-request.ts';
import { inOnePiece } from '../runtime/wire-text.ts';
import { MAGIC_COOKIE } from '../transport/branch-source.ts';

/**
 * Whether a branch says that it is unique (§17.2.3). The cookie alone names no transaction (RFC 4475 §3.2.1): such a
 * client is taken for one of RFC 2543.
 */
export function isUnique(branch: string | undefined): branch is string {
  return branch !== undefined && branch.length > MAGIC_COOKIE.length && branch.startsWith(MAGIC_COOKIE);
}

/**
 * What a request is matched to its server transaction by (§17.2.3): branch, sent-by and method; for a client of RFC 2543
 * Request-URI, To tag, From tag, Call-ID, CSeq and top Via.
 * @param method of the request that made the transaction: INVITE for an ACK, and for the CANCEL of an INVITE
 * @param oldToTag of the request that made the transaction; an ACK may have the one of the response instead
 */
export function serverKey(request: SipRequest, via: Via, method: string, oldToTag?: string): string {
  const { branch } = via;
  if (isUnique(branch)) {
    // It stays for 32 s after the request has gone.
    return inOnePiece(`${branch} ${via.host}:${via.port ?? ''} ${method}`);
  }
  const from = request.get(From);
  const parts = [
    method,
    request.uri,
    oldToTag ?? toTagOf(request),
    (from && tag(from)) ?? '',
    request.get(CallId) ?? '',
    request.get(CSeq)?.number ?? '',
    viaKey(via),
  ];
  // What separates cannot stand in any of them.
  return inOnePiece(parts.join('\n'));
}

/** The tag of To, '' when there is none. */
export function toTagOf(message: SipMessage): string {
  const to = message.get(To);
  return (to && tag(to)) ?? '';
}

/** §20.42: the same for equal Vias. Where it came from, which we noted ourselves, is left out. */
function viaKey({ protocol, host, port, branch, params }: Via): string {
  const others = [...params].map(([name, value]) => `${name}=${value ?? ''}`.toLowerCase());
  return `${protocol} ${host}:${port ?? ''} ${branch ?? ''} ${others.toSorted().join(';')}`;
}

/**
 * What a response is matched to its client transaction by (§17.1.3): the branch, which is ours and unique, and for a
 * CANCEL, which shares it, the method.
 */
export function clientKey(branch: string, method: string): string {
  return method === 'CANCEL' ? `${branch} CANCEL` : branch;
}
