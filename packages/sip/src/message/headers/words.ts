import { COMMA, SEMICOLON, SPACE } from '../../grammar/characters.ts';
import { checkedCallId, checkedToken, checkedWord, isWord } from '../../grammar/checked.ts';
import { withoutControls } from '../../grammar/parameters.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { decodeUtf8, encodeUtf8 } from '../../grammar/utf8.ts';
import { type Codec, field, type HeaderField, listField, singleField, splitAt } from '../header-field.ts';

/** One word without spaces. callid = word ["@" word], read leniently. */
const word = {
  read: (scanner: Scanner): string | undefined => readWord(scanner, SPACE),
  write: (value: string): string => checkedWord(value),
};

function readWord(scanner: Scanner, ends: number): string | undefined {
  const value = scanner.until(ends);
  return scanner.isAtEnd && isWord(value) ? value : undefined;
}

/** TEXT-UTF8-TRIM, as a person reads it. Control characters are written as spaces. */
const text = {
  read: (scanner: Scanner): string => decodeUtf8(scanner.rest()),
  write: (value: string): string => withoutControls(encodeUtf8(value)),
};

/** A token of a comma list, such as a method or an option tag. */
const token: Codec<string> = {
  read: (scanner: Scanner): string | undefined => {
    const value = scanner.token();
    return value !== '' && scanner.isAtEnd ? value : undefined;
  },
  write: (value: string): string => checkedToken(value),
};

/** §20.8 */
export const CallId: HeaderField<string> = /* @__PURE__ */ singleField('Call-ID', word);
/** Call-IDs of calls that this one returns, §20.21. */
export const InReplyTo: HeaderField<string> = /* @__PURE__ */ field(
  'In-Reply-To',
  { read: (scanner: Scanner) => readWord(scanner, SPACE | SEMICOLON), write: checkedCallId },
  /* @__PURE__ */ splitAt(COMMA),
  ', ',
);
/** RFC 3903 §11.3.1 */
export const SipETag: HeaderField<string> = /* @__PURE__ */ singleField('SIP-ETag', word);
/** RFC 3903 §11.3.2 */
export const SipIfMatch: HeaderField<string> = /* @__PURE__ */ singleField('SIP-If-Match', word);

/** §20.36 */
export const Subject: HeaderField<string> = /* @__PURE__ */ singleField('Subject', text);
/** §20.41 */
export const UserAgent: HeaderField<string> = /* @__PURE__ */ singleField('User-Agent', text);
/** §20.35 */
export const Server: HeaderField<string> = /* @__PURE__ */ singleField('Server', text);
/** §20.26 */
export const Priority: HeaderField<string> = /* @__PURE__ */ singleField('Priority', text);

/** §20.25 */
export const Organization: HeaderField<string> = /* @__PURE__ */ singleField('Organization', text);

/** Such as `1.0`, §20.24. */
export const MimeVersion: HeaderField<string> = /* @__PURE__ */ singleField('MIME-Version', token);
/** Codings in the order in which they were applied, §20.12. */
export const ContentEncoding: HeaderField<string> = /* @__PURE__ */ listField('Content-Encoding', token, ', ');
/** Language tags, §20.13. */
export const ContentLanguage: HeaderField<string> = /* @__PURE__ */ listField('Content-Language', token, ', ');
/** What a proxy is asked to do, such as `no-fork`, RFC 3841 §9.1. */
export const RequestDisposition: HeaderField<string> = /* @__PURE__ */ listField('Request-Disposition', token, ', ');
/** What is to be kept private, such as `id` or `header`, RFC 3323 §4.2. Lenient: commas separate too. */
export const Privacy: HeaderField<string> = /* @__PURE__ */ field(
  'Privacy',
  token,
  /* @__PURE__ */ splitAt(SEMICOLON | COMMA),
  ';',
);

/** Whether a REFER makes a subscription, RFC 4488 §4. Lenient: parameters are ignored. */
export const ReferSub: HeaderField<boolean> = /* @__PURE__ */ singleField('Refer-Sub', {
  read: (scanner: Scanner): boolean | undefined => {
    const value = scanner.token().toLowerCase();
    const isWhole = scanner.isAtEnd || scanner.eat(59);
    return isWhole && (value === 'true' || value === 'false') ? value === 'true' : undefined;
  },
  write: String,
});

/** Methods, §20.5. */
export const Allow: HeaderField<string> = /* @__PURE__ */ listField('Allow', token, ', ');
/** Event packages, RFC 6665 §8.2.2. */
export const AllowEvents: HeaderField<string> = /* @__PURE__ */ listField('Allow-Events', token, ', ');
/** Option tags, §20.37. */
export const Supported: HeaderField<string> = /* @__PURE__ */ listField('Supported', token, ', ');
/** Option tags, §20.32. */
export const Require: HeaderField<string> = /* @__PURE__ */ listField('Require', token, ', ');
/** Option tags, §20.29. */
export const ProxyRequire: HeaderField<string> = /* @__PURE__ */ listField('Proxy-Require', token, ', ');
/** Option tags, §20.40. */
export const Unsupported: HeaderField<string> = /* @__PURE__ */ listField('Unsupported', token, ', ');
