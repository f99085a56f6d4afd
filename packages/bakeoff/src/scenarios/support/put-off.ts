import { RetryAfter, type SipResponse } from '@sidetone/sip';

/** Whether a response is a 500 that names 0 to 10 s to wait (RFC 3261 §14.2, RFC 3311 §5.2). */
export function isPutOff(response: SipResponse): boolean {
  const delaySec = response.get(RetryAfter)?.delaySec;
  return response.status === 500 && delaySec !== undefined && delaySec <= 10;
}
