import { createRequest, type SipMessage } from '@sidetone/sip';

/** The values of all lines of a header field, in full or compact form, as they are written. */
export function lineValues(message: SipMessage, name: string): string[] {
  const only = createRequest('OPTIONS', 'sip:nobody.invalid');
  only.copyLines(message, name);
  return [...only.headerLines()].map(({ value }) => value);
}
