import { checkedToken } from '../../grammar/checked.ts';
import { type Params, readParams, writeParams } from '../../grammar/parameters.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { type Codec, type HeaderField, listField, singleField } from '../header-field.ts';

/** A token and parameters, the form of many header fields. */
export interface NamedValue {
  readonly name: string;
  readonly params: Params;
}

/** token *(SEMI generic-param) */
export function readNamed(scanner: Scanner): NamedValue | undefined {
  const name = scanner.token();
  const params = readParams(scanner);
  return name === '' || params === undefined ? undefined : { name, params };
}

/** @throws {RangeError} when the name is no token */
export function writeNamed(name: string, params: Params): string {
  return checkedToken(name) + writeParams(params);
}

const named: Codec<NamedValue> = { read: readNamed, write: ({ name, params }) => writeNamed(name, params) };

/** The package of an INFO, RFC 6086 §10.1. */
export const InfoPackage: HeaderField<NamedValue> = /* @__PURE__ */ singleField('Info-Package', named);
/** Packages that INFO may bring; the field without a value says that none may (RFC 6086 §10.2). */
export const RecvInfo: HeaderField<NamedValue> = /* @__PURE__ */ listField('Recv-Info', named, ', ');
/** Codings, `*` allowed, with `q`, §20.2. The field without a value says `identity` alone. */
export const AcceptEncoding: HeaderField<NamedValue> = /* @__PURE__ */ listField('Accept-Encoding', named, ', ');
/** Language ranges with `q`, §20.3. */
export const AcceptLanguage: HeaderField<NamedValue> = /* @__PURE__ */ listField('Accept-Language', named, ', ');

/** What a body is for, §20.11. */
export interface ContentDispositionValue {
  /** In lower case: `session`, `render`, `icon`, `alert` and others. */
  readonly type: string;
  /** `handling` says whether the body may be ignored: `optional`, else `required`. */
  readonly params: Params;
}

/** §20.11 */
export const ContentDisposition: HeaderField<ContentDispositionValue> = /* @__PURE__ */ singleField(
  'Content-Disposition',
  {
    read: (scanner: Scanner): ContentDispositionValue | undefined => {
      const value = readNamed(scanner);
      return value && { type: value.name.toLowerCase(), params: value.params };
    },
    write: ({ type, params }: ContentDispositionValue) => writeNamed(type, params),
  },
);

/** Whether the phone is to answer by itself, RFC 5373 §4. */
export interface AnswerModeValue {
  readonly mode: 'auto' | 'manual' | (string & {});
  /** `require` among them: refuse the call rather than answer in another way. */
  readonly params: Params;
}

const answerMode: Codec<AnswerModeValue> = {
  read: (scanner) => {
    const value = readNamed(scanner);
    return value && { mode: value.name.toLowerCase(), params: value.params };
  },
  // Capitals as in the RFC, for peers that compare letter by letter.
  write: ({ mode, params }) => writeNamed(mode.charAt(0).toUpperCase() + mode.slice(1), params),
};

/** RFC 5373 §4.1 */
export const AnswerMode: HeaderField<AnswerModeValue> = /* @__PURE__ */ singleField('Answer-Mode', answerMode);
/** RFC 5373 §4.2 */
export const PrivAnswerMode: HeaderField<AnswerModeValue> = /* @__PURE__ */ singleField('Priv-Answer-Mode', answerMode);
