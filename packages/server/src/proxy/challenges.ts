import { ProxyAuthenticate, WwwAuthenticate, type SipResponse } from '@sidetone/sip';
import type { BranchOutcome } from './best-response.ts';

/**
 * Whether a response from downstream asks for credentials of our own realm. Those are for us alone: whoever else asks
 * wants to collect them (DESIGN D14).
 */
export function claimsRealm(response: SipResponse, realm: string): boolean {
  if (response.status !== 401 && response.status !== 407) return false;
  return [...response.all(WwwAuthenticate), ...response.all(ProxyAuthenticate)].some(
    (challenge) => challenge.params.get('realm') === realm,
  );
}

/** §16.7 step 7: a challenge that is forwarded carries those of all other branches, so that one retry answers all. */
export function aggregateChallenges(chosen: SipResponse, outcomes: readonly BranchOutcome[]): void {
  if (chosen.status !== 401 && chosen.status !== 407) return;
  for (const outcome of outcomes) {
    if (outcome.kind !== 'response' || outcome.response === chosen) continue;
    if (outcome.response.status !== 401 && outcome.response.status !== 407) continue;
    chosen.copyLines(outcome.response, WwwAuthenticate);
    chosen.copyLines(outcome.response, ProxyAuthenticate);
  }
}
