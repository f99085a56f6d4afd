import type { RequestFailure } from '../../dialog/request-sender.ts';
import { RetryAfter } from '../../message/headers/notices.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { EndReason } from './end-reason.ts';
import { reasonOfFailure, reasonOfResponse } from './reason-of.ts';

/** How a request ended that is not an INVITE. */
export type RequestOutcome =
  | {
      readonly kind: 'response';
      /** The final one. */
      readonly response: SipResponse;
      /** As it was sent last, with its credentials and sequence number. */
      readonly request: SipRequest;
    }
  | { readonly kind: 'failed'; readonly failure: RequestFailure };

/** The 2xx of a request that succeeded. */
export function successOf(outcome: RequestOutcome): SipResponse | undefined {
  return outcome.kind === 'response' && outcome.response.status < 300 ? outcome.response : undefined;
}

/** Why a request did not succeed. */
export function reasonOf(outcome: RequestOutcome): EndReason {
  return outcome.kind === 'failed' ? reasonOfFailure(outcome.failure) : reasonOfResponse(outcome.response);
}

/** Server failures that will not pass by themselves: not implemented, version, too large. */
const LASTING_5XX: ReadonlySet<number> = new Set([501, 505, 513]);

/** Whether trying the same request again later may help without anybody doing something (RFC 3261 §21.4, §21.5). */
export function mayPass(outcome: RequestOutcome): boolean {
  if (outcome.kind === 'failed') return outcome.failure.kind !== 'authentication';
  const { status } = outcome.response;
  if (status === 408 || status === 430 || status === 480 || outcome.response.has(RetryAfter)) return true;
  return status >= 500 && status < 600 && !LASTING_5XX.has(status);
}

/** §20.33: when the server wants to be asked again, in ms; 0 when it does not say. */
export function retryAfterMs(outcome: RequestOutcome): number {
  return outcome.kind === 'failed' ? 0 : (outcome.response.get(RetryAfter)?.delaySec ?? 0) * 1000;
}
