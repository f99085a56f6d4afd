import { SPACE } from '../../grammar/characters.ts';
import { checkedToken, checkedWord } from '../../grammar/checked.ts';
import { withoutControls } from '../../grammar/parameters.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { decodeUtf8, encodeUtf8 } from '../../grammar/utf8.ts';
import { type HeaderField, listField, singleField } from '../header-field.ts';

/** One word without spaces. callid = word ["@" word], read leniently. */
const word = {
  read: (scanner: Scanner): string | undefined => {
    const value = scanner.until(SPACE);
    return scanner.isAtEnd && value !== '' ? value : undefined;
  },
  write: (value: string): string => checkedWord(value),
};

/** TEXT-UTF8-TRIM, as a person reads it. Control characters are written as spaces. */
const text = {
  read: (scanner: Scanner): string => decodeUtf8(scanner.rest()),
  write: (value: string): string => withoutControls(encodeUtf8(value)),
};

/** A token of a comma list, such as a method or an option tag. */
const token = {
  read: (scanner: Scanner): string | undefined => {
    const value = scanner.token();
    return value !== '' && scanner.isAtEnd ? value : undefined;
  },
  write: (value: string): string => checkedToken(value),
};

/** §20.8 */
export const CallId: HeaderField<string> = /* @__PURE__ */ singleField('Call-ID', word);
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

/** Methods, §20.5. */
export const Allow: HeaderField<string> = /* @__PURE__ */ listField('Allow', token, true);
/** Event packages, RFC 6665 §8.2.2. */
export const AllowEvents: HeaderField<string> = /* @__PURE__ */ listField('Allow-Events', token, true);
/** Option tags, §20.37. */
export const Supported: HeaderField<string> = /* @__PURE__ */ listField('Supported', token, true);
/** Option tags, §20.32. */
export const Require: HeaderField<string> = /* @__PURE__ */ listField('Require', token, true);
/** Option tags, §20.29. */
export const ProxyRequire: HeaderField<string> = /* @__PURE__ */ listField('Proxy-Require', token, true);
/** Option tags, §20.40. */
export const Unsupported: HeaderField<string> = /* @__PURE__ */ listField('Unsupported', token, true);
