import { CallId, CSeq, From, Route, tag, To, type SipRequest } from '@sidetone/sip';

const FNV_PRIME = 16_777_619;

/**
 * The part of a branch by which loops are found (§16.6 step 8): a hash of what routing depends on. The same request
 * that comes again with the same Request-URI and Route has looped; with others it spirals.
 * @param key of this process, so that nobody can make a request seem to loop
 */
export function loopHash(request: SipRequest, key: number): string {
  const from = request.get(From);
  const to = request.get(To);
  const cseq = request.get(CSeq);
  let hash = add(key, request.uri);
  hash = add(hash, request.get(CallId) ?? '');
  hash = add(hash, (from && tag(from)) ?? '');
  hash = add(hash, (to && tag(to)) ?? '');
  hash = add(hash, cseq === undefined ? '' : `${cseq.number} ${cseq.method}`);
  hash = add(hash, request.raw(Route) ?? '');
  return (hash >>> 0).toString(36);
}

/** Whether a branch ends with that hash, as the branches do that we made. */
export function isOurBranch(branch: string, hash: string): boolean {
  return branch.endsWith(`.${hash}`);
}

/** FNV-1a over a text and its end. */
function add(hash: number, text: string): number {
  let h = hash;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), FNV_PRIME);
  return Math.imul(h ^ 0xff, FNV_PRIME);
}
