import { COMMA, SEMICOLON, SPACE } from '../../grammar/characters.ts';
import { notA } from '../../grammar/checked.ts';
import { escapeForeign } from '../../grammar/escapes.ts';
import { type Params, readParams, writeParams } from '../../grammar/parameters.ts';
import { type Codec, type HeaderField, listField } from '../header-field.ts';

/** A URI that tells or plays something. */
export interface InfoUriValue {
  /** Any URI, as it is written; it is the peer's and not to be trusted. */
  readonly uri: string;
  readonly params: Params;
}

/** LAQUOT absoluteURI RAQUOT *(SEMI generic-param). Lenient: the brackets may be missing, and what they hold is not checked. */
const infoUri: Codec<InfoUriValue> = {
  read: (scanner) => {
    let uri: string;
    if (scanner.peek() === 60) {
      scanner.pos++;
      uri = scanner.before(62).trim();
      if (!scanner.eat(62)) return undefined;
    } else {
      uri = scanner.until(SEMICOLON | COMMA | SPACE);
    }
    const params = readParams(scanner);
    return params === undefined || !/^[!#-;=?-~\u0080-\u00ff]+$/.test(uri) ? undefined : { uri, params };
  },
  write: ({ uri, params }) => {
    if (uri === '') throw notA('URI', uri);
    return `<${escapeForeign(uri)}>${writeParams(params)}`;
  },
};

/** How to ring, §20.4; URNs by RFC 7462. */
export const AlertInfo: HeaderField<InfoUriValue> = /* @__PURE__ */ listField('Alert-Info', infoUri);
/** What there is to know of the caller; `purpose` is `icon`, `info` or `card`, §20.9. */
export const CallInfo: HeaderField<InfoUriValue> = /* @__PURE__ */ listField('Call-Info', infoUri);
/** More about an error, §20.18. */
export const ErrorInfo: HeaderField<InfoUriValue> = /* @__PURE__ */ listField('Error-Info', infoUri);
