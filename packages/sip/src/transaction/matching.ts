import { tag } from '../grammar/name-addr.ts';
import { From } from '../message/headers/addresses.ts';
import { CSeq } from '../message/headers/cseq.ts';
import { Via } from '../message/headers/via.ts';
import { CallId } from '../message/headers/words.ts';
import type { SipRequest } from '../message/sip-request.ts';
import { inOnePiece } from '../runtime/wire-text.ts';
import { MAGIC_COOKIE } from '../transport/branch-source.ts';

/**
 * What a request is matched to its server transaction by (§17.2.3): branch, sent-by and method.
 * @param method of the request that made the transaction: INVITE for an ACK, and for the CANCEL of an INVITE
 */
export function serverKey(request: SipRequest, via: Via, method: string): string {
  const { branch } = via;
  if (branch !== undefined && branch.startsWith(MAGIC_COOKIE)) {
    // It stays for 32 s after the request has gone.
    return inOnePiece(`${branch} ${via.host}:${via.port ?? ''} ${method}`);
  }
  return oldServerKey(request, method);
}

/**
 * The same for a client of RFC 2543. The To tag is left out: an ACK has the one of the response, and a request with a
 * To tag differs from one without by its CSeq.
 */
function oldServerKey(request: SipRequest, method: string): string {
  const from = request.get(From);
  const fromTag = (from && tag(from)) ?? '';
  return `2543 ${request.uri} ${fromTag} ${request.get(CallId) ?? ''} ${request.get(CSeq)?.number ?? ''} ${request.raw(Via) ?? ''} ${method}`;
}

/**
 * What a response is matched to its client transaction by (§17.1.3): the branch, which is ours and unique, and for a
 * CANCEL, which shares it, the method.
 */
export function clientKey(branch: string, method: string): string {
  return method === 'CANCEL' ? `${branch} CANCEL` : branch;
}
