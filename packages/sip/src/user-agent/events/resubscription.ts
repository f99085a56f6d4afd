import type { SubscriptionStateValue } from '../../message/headers/event.ts';

/** When a subscription is made again that its notifier has ended. */
export type Resubscription =
  | { readonly kind: 'never' }
  | { readonly kind: 'at-once' }
  /** After so long, or after a while when nothing is said. */
  | { readonly kind: 'later'; readonly delayMs: number | undefined };

/** RFC 6665 §4.1.3: reasons whose `retry-after` means nothing. All others, also unknown ones, wait as long as it says. */
const FIXED: Readonly<Record<string, Resubscription>> = {
  rejected: { kind: 'never' },
  noresource: { kind: 'never' },
  invariant: { kind: 'never' },
  deactivated: { kind: 'at-once' },
  timeout: { kind: 'at-once' },
};

/** RFC 6665 §4.1.3: what the Subscription-State of the last NOTIFY asks for. */
export function resubscription({ reason, retryAfterSec }: SubscriptionStateValue): Resubscription {
  const fixed = FIXED[reason?.toLowerCase() ?? ''];
  return fixed ?? { kind: 'later', delayMs: retryAfterSec === undefined ? undefined : retryAfterSec * 1000 };
}
