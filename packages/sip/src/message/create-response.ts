import { tag } from '../grammar/name-addr.ts';
import { writeParam } from '../grammar/parameters.ts';
import { CallId } from './headers/words.ts';
import { CSeq } from './headers/cseq.ts';
import { From, RecordRoute, To } from './headers/addresses.ts';
import { Timestamp } from './headers/notices.ts';
import { Via } from './headers/via.ts';
import type { SipRequest } from './sip-request.ts';
import { bareResponse, type SipResponse } from './sip-response.ts';

/** Methods whose 1xx and 2xx carry Record-Route, since they make a dialog (§12.1.1, RFC 6665 §4.4.1, RFC 3515). */
const DIALOG_METHODS = new Set(['INVITE', 'SUBSCRIBE', 'NOTIFY', 'REFER', 'UPDATE']);

/**
 * The answer to a request, §8.2.6: Via, From, To, Call-ID and CSeq are the request's own lines, taken over as they are.
 * Record-Route too, in 101 to 299 to a request that makes a dialog; and Timestamp in a 100.
 * @param reason the default phrase of the status when left out
 * @param toTag added to a To that has no tag, except in a 100
 * @throws {RangeError} when the status is not an integer from 100 to 699
 */
export function createResponse(request: SipRequest, status: number, reason?: string, toTag?: string): SipResponse {
  const response = bareResponse(status, reason);
  for (const field of [Via, From]) response.copyLines(request, field);
  const isTagged = toTag === undefined || status === 100 || hasTag(request);
  if (isTagged) response.copyLines(request, To);
  else response.addRaw('To', (request.raw(To) ?? '') + writeParam('tag', toTag));
  for (const field of [CallId, CSeq]) response.copyLines(request, field);
  if (status === 100) response.copyLines(request, Timestamp);
  if (status > 100 && status < 300 && DIALOG_METHODS.has(request.method)) response.copyLines(request, RecordRoute);
  return response;
}

function hasTag(request: SipRequest): boolean {
  const to = request.get(To);
  return to !== undefined && tag(to) !== undefined;
}
