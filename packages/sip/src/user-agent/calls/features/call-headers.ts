import { encodeUtf8 } from '../../../grammar/utf8.ts';
import { CallId, Priority, Subject } from '../../../message/headers/words.ts';
import type { SipRequest } from '../../../message/sip-request.ts';
import type { CallDetails } from '../call-details.ts';
import type { CallOptions } from '../call-options.ts';

/** Writes into an INVITE what its options say about it. */
export function writeCallOptions(invite: SipRequest, { subject, priority, headers = [] }: CallOptions): void {
  if (subject !== undefined) invite.set(Subject, subject);
  if (priority !== undefined) invite.set(Priority, priority);
  for (const [name, value] of headers) invite.addRaw(name, encodeUtf8(value));
}

/** Reads what an INVITE says about itself. */
export function readCallDetails(invite: SipRequest): CallDetails {
  return Object.freeze({
    callId: invite.get(CallId) ?? '',
    subject: invite.get(Subject),
    priority: invite.get(Priority),
  });
}
