import type { Uri } from '../../grammar/uri.ts';
import { Contact, RecordRoute } from '../../message/headers/addresses.ts';
import { Warning } from '../../message/headers/notices.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { Refusal } from './inspect-request.ts';

/**
 * RFC 3261 §12.1.1: whether the dialog that a request makes is to be reached by sips: as the Request-URI says, or the first
 * Record-Route, or without one the Contact.
 */
export function isSecured(request: SipRequest): boolean {
  if (request.uri.startsWith('sips:')) return true;
  const hop = request.get(RecordRoute) ?? request.get(Contact);
  return hop !== undefined && hop !== '*' && isSips(hop.uri);
}

function isSips(uri: Uri): boolean {
  return uri.scheme === 'sips';
}

/** RFC 5630 §5.3: who cannot be reached by sips says so, rather than give another address. */
export const sipsNotAllowed: Refusal = {
  status: 480,
  edit: (response) => response.set(Warning, { code: 380, agent: 'sidetone', text: 'SIPS Not Allowed' }),
};
