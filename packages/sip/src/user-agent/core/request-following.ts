import { CSeq } from '../../message/headers/cseq.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import { Redirection, redirectInvite } from '../calls/redirection.ts';
import { type RequestOutcome, successOf } from './request-outcome.ts';
import type { UserAgentCore } from './user-agent-core.ts';

/**
 * Sends a request outside of dialogs, other than INVITE, and to where redirections lead (RFC 3261 §8.1.3.4). Never rejects.
 * @returns how the last one of them ended
 */
export async function requestFollowing(core: UserAgentCore, request: SipRequest): Promise<RequestOutcome> {
  let outcome = await core.request(request);
  const first = request.parsedUri();
  if (!isRedirected(outcome) || !first.ok) return outcome;
  const redirection = new Redirection(first.value, core.options.aor.host);
  while (outcome.kind === 'response' && successOf(outcome) === undefined && outcome.response.status < 600) {
    if (isRedirected(outcome)) redirection.follow(outcome.response);
    const target = redirection.next();
    if (target === undefined) break;
    outcome = await core.request(redirectInvite(request, target, (outcome.request.get(CSeq)?.number ?? 0) + 1));
  }
  return outcome;
}

function isRedirected(outcome: RequestOutcome): outcome is RequestOutcome & { readonly kind: 'response' } {
  if (outcome.kind !== 'response') return false;
  const { status } = outcome.response;
  return status === 416 || (status >= 300 && status < 400);
}
