import { type Params, readParams, writeParams } from '../../grammar/parameters.ts';
import { type Codec, type HeaderField, listField } from '../header-field.ts';

/** "*" *(SEMI feature-param): feature tags by lower-case name, with `require` and `explicit` among them. */
const predicate: Codec<Params> = {
  read: (scanner) => {
    if (scanner.peek() !== 42) return undefined;
    scanner.pos++;
    return readParams(scanner);
  },
  write: (params) => `*${writeParams(params)}`,
};

/** What the device that answers should be able to do, RFC 3841 §9.2. */
export const AcceptContact: HeaderField<Params> = /* @__PURE__ */ listField('Accept-Contact', predicate);
/** What it should not be, RFC 3841 §9.2. */
export const RejectContact: HeaderField<Params> = /* @__PURE__ */ listField('Reject-Contact', predicate);
