import { notA } from '../../grammar/checked.ts';
import { NO_PARAMS, type Params, readParams, writeParams } from '../../grammar/parameters.ts';
import { Scanner } from '../../grammar/scanner.ts';
import { type HeaderField, listField, singleField } from '../header-field.ts';
import { numberField } from './numbers.ts';

/** §20.15, and the ranges of §20.1. */
export interface MediaType {
  /** Type and subtype in lower case, such as `application/sdp`. */
  readonly type: string;
  readonly params: Params;
}

/** media-type = m-type SLASH m-subtype *(SEMI m-parameter) */
function read(scanner: Scanner): MediaType | undefined {
  const type = scanner.token();
  if (type === '' || !scanner.eat(47)) return undefined;
  const subtype = scanner.token();
  if (subtype === '') return undefined;
  const params = scanner.isAtEnd ? NO_PARAMS : readParams(scanner);
  return params === undefined ? undefined : { type: `${type}/${subtype}`.toLowerCase(), params };
}

/** m-type SLASH m-subtype, both tokens */
const MEDIA_TYPE = /^[\w.!%*+`'~-]+\/[\w.!%*+`'~-]+$/;

function write(value: MediaType): string {
  const { type, params } = value;
  if (!MEDIA_TYPE.test(type)) throw notA('media type', type);
  return params.size === 0 ? type : type + writeParams(params);
}

/** @throws {RangeError} when the text is no media type */
export function readMediaType(text: string): MediaType {
  // As it is mostly given.
  if (MEDIA_TYPE.test(text)) return { type: text.toLowerCase(), params: NO_PARAMS };
  const value = read(new Scanner(text));
  if (value === undefined) throw notA('media type', text);
  return value;
}

/** Media type of the body, §20.15. */
export const ContentType: HeaderField<MediaType> = /* @__PURE__ */ singleField('Content-Type', { read, write });
/** Bytes, §20.14. On a stream the next message begins where it says, so there are no two ways to read it. */
export const ContentLength: HeaderField<number> = /* @__PURE__ */ numberField('Content-Length', 2 ** 32 - 1, true);
/** Media ranges, `*` allowed for type and subtype. */
export const Accept: HeaderField<MediaType> = /* @__PURE__ */ listField('Accept', { read, write }, ', ');
