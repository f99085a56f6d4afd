import type { SipResponse } from '@sidetone/sip';

/** How a branch has ended. */
export type BranchOutcome =
  | { readonly kind: 'response'; readonly response: SipResponse }
  /** No final response in time: as if it had been a 408 (§16.7 step 6, §16.8). */
  | { readonly kind: 'timeout' }
  /** The next hop could not be reached: as if it had been a 503 (§16.9). */
  | { readonly kind: 'unreachable' }
  /** It asked for credentials of our own realm, which only we may (DESIGN D14). */
  | { readonly kind: 'false-challenge' };

/** What the context as a whole came to. */
export type ContextEnd =
  /** Every branch has ended by itself. */
  | 'complete'
  /** The caller has cancelled. */
  | 'cancelled'
  /** It rang for too long. */
  | 'ring-timeout';

export type FinalResponse =
  | { readonly kind: 'forward'; readonly response: SipResponse }
  | { readonly kind: 'own'; readonly status: number; readonly reason?: string };

/** Within 4xx, what helps the caller to try again comes first (§16.7 step 6), what only says "nobody" comes last. */
const PREFERRED_4XX: readonly number[] = [401, 407, 415, 420, 484, 488, 486];
const LEAST_4XX: readonly number[] = [404, 480, 430, 408, 487];

/**
 * §16.7 step 6: the one final response out of those that the branches have brought. Pure.
 * @param isLocated whether the targets came from our location service
 */
export function chooseFinal(outcomes: readonly BranchOutcome[], end: ContextEnd, isLocated: boolean): FinalResponse {
  if (end === 'cancelled') return { kind: 'own', status: 487 };
  let best: BranchOutcome | undefined;
  for (const outcome of outcomes) {
    // What our own CANCEL has brought says nothing about the callee.
    if (end === 'ring-timeout' && statusOf(outcome) === 487) continue;
    if (best === undefined || rank(outcome) < rank(best)) best = outcome;
  }
  return best === undefined ? { kind: 'own', status: 408 } : finalOf(best, isLocated);
}

function finalOf(outcome: BranchOutcome, isLocated: boolean): FinalResponse {
  switch (outcome.kind) {
    case 'timeout':
      return { kind: 'own', status: 408 };
    case 'unreachable':
      // The devices that we know are all gone; along a route it is a fault of the network.
      return isLocated
        ? { kind: 'own', status: 480 }
        : { kind: 'own', status: 500, reason: 'The next hop could not be reached' };
    case 'false-challenge':
      return { kind: 'own', status: 502, reason: 'A user agent has asked for credentials of this server' };
    case 'response': {
      const { response } = outcome;
      // RFC 5626 §11.5: 430 is for us, whose flow it was.
      if (response.status === 430) return { kind: 'own', status: 480 };
      // §16.7 step 6: we are not out of service because one branch is.
      if (response.status === 503) return { kind: 'own', status: 500, reason: response.reason };
      return { kind: 'forward', response };
    }
  }
}

function statusOf(outcome: BranchOutcome): number {
  switch (outcome.kind) {
    case 'response':
      return outcome.response.status;
    case 'timeout':
      return 408;
    case 'unreachable':
      return 503;
    case 'false-challenge':
      return 502;
  }
}

/** Lower is better: 6xx, then the lowest class, then the preference within the class. */
function rank(outcome: BranchOutcome): number {
  const status = statusOf(outcome);
  if (status >= 600) return 0;
  const byClass = Math.floor(status / 100) * 100;
  if (byClass !== 400) return byClass + (status === 503 ? 1 : 0);
  const preferred = PREFERRED_4XX.indexOf(status);
  if (preferred >= 0) return 400 + preferred;
  return 450 + LEAST_4XX.indexOf(status);
}
