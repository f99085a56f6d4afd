import { formatNameAddr, type NameAddr, readNameAddr } from '../../grammar/name-addr.ts';
import { numberParam } from '../../grammar/parameters.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { type HeaderField, addressListField, singleField } from '../header-field.ts';

const nameAddrCodec = { read: readNameAddr, write: formatNameAddr };

/** §20.20 */
export const From: HeaderField<NameAddr> = /* @__PURE__ */ singleField('From', nameAddrCodec);
/** §20.39 */
export const To: HeaderField<NameAddr> = /* @__PURE__ */ singleField('To', nameAddrCodec);
/** §20.31 */
export const ReplyTo: HeaderField<NameAddr> = /* @__PURE__ */ singleField('Reply-To', nameAddrCodec);
/** RFC 3515 §2.1 */
export const ReferTo: HeaderField<NameAddr> = /* @__PURE__ */ singleField('Refer-To', nameAddrCodec);
/** Who refers; `cid` among the parameters names a token in the body, RFC 3892 §3. */
export const ReferredBy: HeaderField<NameAddr> = /* @__PURE__ */ singleField('Referred-By', nameAddrCodec);
/** Who a trusted network says it is, RFC 3325 §9.1. */
export const PAssertedIdentity: HeaderField<NameAddr> = /* @__PURE__ */ addressListField(
  'P-Asserted-Identity',
  nameAddrCodec,
);
/** RFC 3325 §9.2 */
export const PPreferredIdentity: HeaderField<NameAddr> = /* @__PURE__ */ addressListField(
  'P-Preferred-Identity',
  nameAddrCodec,
);
/** Where a request was sent before, with `index` among the parameters, RFC 7044 §5.1. */
export const HistoryInfo: HeaderField<NameAddr> = /* @__PURE__ */ addressListField('History-Info', nameAddrCodec);
/** Who diverted a call, the latest first, with `reason` among the parameters, RFC 5806 §6. */
export const Diversion: HeaderField<NameAddr> = /* @__PURE__ */ addressListField('Diversion', nameAddrCodec);
/** §20.34 */
export const Route: HeaderField<NameAddr> = /* @__PURE__ */ addressListField('Route', nameAddrCodec);
/** §20.30 */
export const RecordRoute: HeaderField<NameAddr> = /* @__PURE__ */ addressListField('Record-Route', nameAddrCodec);
/** RFC 3327 */
export const Path: HeaderField<NameAddr> = /* @__PURE__ */ addressListField('Path', nameAddrCodec);
/** RFC 3608 */
export const ServiceRoute: HeaderField<NameAddr> = /* @__PURE__ */ addressListField('Service-Route', nameAddrCodec);

/** An address, or `*`: all bindings, in a REGISTER that removes them (§10.2.2). */
export type ContactValue = '*' | NameAddr;

/** §20.10 */
export const Contact: HeaderField<ContactValue> = /* @__PURE__ */ addressListField('Contact', {
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
