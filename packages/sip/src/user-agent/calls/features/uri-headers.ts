import { withoutControls } from '../../../grammar/parameters.ts';
import { isSipUri, type Uri } from '../../../grammar/uri.ts';
import { uriHeaders } from '../../../grammar/uri-headers.ts';
import { encodeUtf8 } from '../../../grammar/utf8.ts';
import type { SipRequest } from '../../../message/sip-request.ts';
import { requireDialogUse } from './call-headers.ts';

/**
 * Header fields that a URI of somebody else may put into a request of ours. §19.1.5 forbids what says who asks and which way
 * the request goes; what is left out here is ignored.
 */
const CARRIED: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'replaces',
  'join',
  'subject',
  'priority',
  'in-reply-to',
  'accept-contact',
  'reject-contact',
  'request-disposition',
]);

/** Writes into a request the header fields that a URI asks for, as far as strangers may, in place of what it says itself. */
export function carryUriHeaders(request: SipRequest, uri: Uri): void {
  const headers = isSipUri(uri) ? uriHeaders(uri).filter(([name]) => CARRIED.has(name.toLowerCase())) : [];
  for (const [name] of headers) request.remove(name);
  for (const [name, value] of headers) request.addRaw(name, withoutControls(encodeUtf8(value)));
  requireDialogUse(request);
}
