import type { RequestFailure } from '../dialog/request-sender.ts';
import { RetryAfter } from '../message/headers/notices.ts';
import type { SipResponse } from '../message/sip-response.ts';

/** Server failures that will not pass by themselves: not implemented, version, too large. */
const LASTING_5XX: ReadonlySet<number> = new Set([501, 505, 513]);

/** Whether trying the same request again later may help without anybody doing something (RFC 3261 §21.4, §21.5). */
export function mayPass(response: SipResponse): boolean {
  const { status } = response;
  if (status === 408 || status === 430 || status === 480 || response.has(RetryAfter)) return true;
  return status >= 500 && status < 600 && !LASTING_5XX.has(status);
}

export function mayFailurePass(failure: RequestFailure): boolean {
  return failure.kind !== 'authentication';
}

/** §20.33: when the server wants to be asked again, in ms; 0 when it does not say. */
export function retryAfterMs(response: SipResponse): number {
  return (response.get(RetryAfter)?.delaySec ?? 0) * 1000;
}
