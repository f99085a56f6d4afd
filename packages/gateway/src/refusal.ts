import {
  createResponse,
  MaxForwards,
  ProxyRequire,
  RetryAfter,
  type SipRequest,
  type SipResponse,
  Unsupported,
} from '@sidetone/sip';

/** Why a request is not forwarded. */
export interface Refusal {
  readonly status: 403 | 404 | 408 | 416 | 420 | 430 | 480 | 483 | 487 | 503;
  /** The standard phrase of the status when left out. */
  readonly reason?: string;
  /** With 420. */
  readonly unsupported?: readonly string[];
  /** With 503. */
  readonly retryAfterSec?: number;
}

/** RFC 3261 §16.3, steps 3 and 5. @returns undefined when the request may be forwarded */
export function validateRequest(request: SipRequest): Refusal | undefined {
  if (request.get(MaxForwards) === 0) return { status: 483 };
  // The gateway implements no extension that a client could demand of a proxy.
  if (request.has(ProxyRequire)) return { status: 420, unsupported: request.all(ProxyRequire) };
  return undefined;
}

/** RFC 3261 §16.6 step 3. */
export function countHop(request: SipRequest): void {
  const left = request.get(MaxForwards);
  if (left === undefined) request.append(MaxForwards, 70);
  else request.set(MaxForwards, Math.max(0, left - 1));
}

/** @param tag for To */
export function createRefusal(request: SipRequest, refusal: Refusal, tag: string): SipResponse {
  const response = createResponse(request, refusal.status, refusal.reason, tag);
  if (refusal.unsupported !== undefined) response.setAll(Unsupported, refusal.unsupported);
  if (refusal.retryAfterSec !== undefined) response.append(RetryAfter, { delaySec: refusal.retryAfterSec });
  return response;
}
