import { formatNameAddr, type NameAddr, readNameAddr } from '../../grammar/name-addr.ts';
import { numberParam } from '../../grammar/parameters.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { type HeaderField, listField, singleField } from '../header-field.ts';

const nameAddrCodec = { read: readNameAddr, write: formatNameAddr };

/** §20.20 */
export const From: HeaderField<NameAddr> = /* @__PURE__ */ singleField('From', nameAddrCodec);
/** §20.39 */
export const To: HeaderField<NameAddr> = /* @__PURE__ */ singleField('To', nameAddrCodec);
/** §20.34 */
export const Route: HeaderField<NameAddr> = /* @__PURE__ */ listField('Route', nameAddrCodec);
/** §20.30 */
export const RecordRoute: HeaderField<NameAddr> = /* @__PURE__ */ listField('Record-Route', nameAddrCodec);
/** RFC 3327 */
export const Path: HeaderField<NameAddr> = /* @__PURE__ */ listField('Path', nameAddrCodec);
/** RFC 3608 */
export const ServiceRoute: HeaderField<NameAddr> = /* @__PURE__ */ listField('Service-Route', nameAddrCodec);

/** An address, or `*`: all bindings, in a REGISTER that removes them (§10.2.2). */
export type ContactValue = '*' | NameAddr;

/** §20.10 */
export const Contact: HeaderField<ContactValue> = /* @__PURE__ */ listField('Contact', {
  read: (scanner: Scanner): ContactValue | undefined =>
    scanner.peek() === 42 && scanner.end === scanner.pos + 1 ? '*' : readNameAddr(scanner),
  write: (value: ContactValue) => (value === '*' ? '*' : formatNameAddr(value)),
});

/** The lifetime that a Contact asks for or has, in seconds; undefined when it says none. */
export function contactExpires(contact: ContactValue): number | undefined {
  return contact === '*' ? undefined : numberParam(contact.params, 'expires');
}

/** The preference of a Contact, from 0 to 1; undefined when it says none. */
export function contactQ(contact: ContactValue): number | undefined {
  const text = contact === '*' ? undefined : contact.params.get('q');
  if (text === undefined || text === '') return undefined;
  const q = Number(text);
  return q >= 0 && q <= 1 ? q : undefined;
}
