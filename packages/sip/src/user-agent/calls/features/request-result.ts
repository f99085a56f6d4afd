import type { EndReason } from '../../core/end-reason.ts';
import { reasonOf, type RequestOutcome } from '../../core/request-outcome.ts';

/** What came of a request within a call. */
export type RequestResult =
  /** The other end took it. */
  | { readonly kind: 'done' }
  /** The other end refused it; the call goes on. */
  | { readonly kind: 'refused'; readonly status: number; readonly phrase: string }
  /** It was not sent, or there was no answer. */
  | { readonly kind: 'failed'; readonly why: EndReason };

export function resultOf(outcome: RequestOutcome): RequestResult {
  if (outcome.kind === 'failed') return { kind: 'failed', why: reasonOf(outcome) };
  const { status, reason: phrase } = outcome.response;
  return status < 300 ? { kind: 'done' } : { kind: 'refused', status, phrase };
}
