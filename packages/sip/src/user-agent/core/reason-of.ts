import type { RequestFailure } from '../../dialog/request-sender.ts';
import type { NameAddr } from '../../grammar/name-addr.ts';
import { NO_PARAMS } from '../../grammar/parameters.ts';
import { MediaError } from '../../media/media-endpoint.ts';
import { Contact } from '../../message/headers/addresses.ts';
import { ContentType } from '../../message/headers/content.ts';
import { Reason, type ReasonValue, RetryAfter } from '../../message/headers/notices.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { EndReason } from './end-reason.ts';

/** What a final failure response says. */
export function reasonOfResponse(response: SipResponse): EndReason {
  const { status, reason: phrase } = response;
  if (status >= 400) {
    const retryAfterSec = response.get(RetryAfter)?.delaySec;
    return {
      kind: 'rejected',
      by: 'remote',
      status,
      phrase,
      ...(retryAfterSec === undefined ? {} : { retryAfterSec }),
    };
  }
  const contacts = response.all(Contact).filter((contact): contact is NameAddr => contact !== '*');
  const contentType = response.body === '' ? undefined : response.get(ContentType)?.type;
  const body = contentType === undefined ? {} : { body: { contentType, text: response.bodyText() } };
  return { kind: 'redirected', status, phrase, contacts, ...body };
}

/** Why there was no response at all. */
export function reasonOfFailure(failure: RequestFailure): EndReason {
  switch (failure.kind) {
    case 'timeout':
      return { kind: 'timeout', waitedFor: 'response' };
    case 'transport':
      return { kind: 'transport', cause: failure.reason };
    case 'authentication':
      return failure;
  }
}

/** Why media could not be had. */
export function reasonOfMedia(error: unknown): EndReason {
  return { kind: 'media', error: error instanceof MediaError ? error.kind : 'failed' };
}

/** What a BYE or CANCEL of ours says when it was not a person who ended the call (RFC 3326 §3.2). */
export function writtenReason(why: EndReason): ReasonValue | undefined {
  const isUnusable = why.kind === 'incompatible' || (why.kind === 'media' && why.error === 'incompatible');
  return isUnusable ? { protocol: 'SIP', cause: 488, params: NO_PARAMS } : undefined;
}

/** RFC 3326 §2: a proxy that cancels says why. */
export function reasonOfCancel(cancel: SipRequest): EndReason {
  const reasons = cancel.all(Reason);
  const cause = reasons.find(({ protocol }) => protocol.toUpperCase() === 'SIP')?.cause;
  if (cause === 200) return { kind: 'answered-elsewhere' };
  if (cause !== undefined && cause >= 600 && cause < 700) return { kind: 'declined-elsewhere' };
  const [reason] = reasons;
  return { kind: 'cancelled', by: 'remote', ...(reason === undefined ? {} : { reason }) };
}
