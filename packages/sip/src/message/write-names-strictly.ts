import { Contact, From, To } from './headers/addresses.ts';
import type { HeaderField } from './header-field.ts';
import type { SipMessage } from './sip-message.ts';

const FIELDS: readonly HeaderField<unknown>[] = [From, To, Contact];

/** display-name = *(token LWS) / quoted-string, then "<" without a space behind it; or an address without brackets. */
const STRICT = /^(?:"|[\w.!%*+`'~ \t-]*<(?!\s)|[^<"]*$)/;

/**
 * Writes From, To and Contact anew where their display names lack the quotes that they need, or where there are spaces
 * inside the brackets. Whoever reads such a message may forward it, but not the error (RFC 4475 §3.1.2.15).
 */
export function writeNamesStrictly(message: SipMessage): void {
  for (const field of FIELDS) {
    const value = message.raw(field);
    if (value === undefined || (STRICT.test(value) && !value.includes(' >'))) continue;
    if (message.malformed(field) === undefined) message.setAll(field, message.all(field));
  }
}
