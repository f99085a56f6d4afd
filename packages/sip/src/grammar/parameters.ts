import { COMMA, DIGIT, GEN_VALUE, isAll, QUOTE, SEMICOLON, SPACE, toLower } from './characters.ts';
import { checkedToken } from './checked.ts';
import type { Scanner } from './scanner.ts';
import { asWire } from './utf8.ts';

/** Parameters by lower-case name. A flag without a value is present with `undefined`. Quotes and escapes are taken off. */
export type Params = ReadonlyMap<string, string | undefined>;

/** No parameters, shared by all that have none. */
export const NO_PARAMS: Params = new Map();

/** generic-param = token [EQUAL gen-value]; gen-value = token / host / quoted-string. Undefined when malformed. */
export function readParams(scanner: Scanner): Params | undefined {
  let params: Map<string, string | undefined> | undefined;
  while (scanner.eat(59)) {
    const name = scanner.token();
    // Lenient: an empty parameter is skipped.
    if (name === '') continue;
    const value = scanner.eat(61) ? readGenValue(scanner) : undefined;
    if (value === false) return undefined;
    params ??= new Map();
    const key = toLower(name);
    // The first of two with one name counts.
    if (!params.has(key)) params.set(key, value);
  }
  scanner.skipSpace();
  return scanner.isAtEnd ? (params ?? NO_PARAMS) : undefined;
}

/** gen-value: a quoted string, or a run up to the next separator; false when a quote has no end. */
export function readGenValue(scanner: Scanner): string | false {
  if (scanner.peek() === 34) return scanner.quotedString() ?? false;
  return scanner.until(SEMICOLON | COMMA | QUOTE | SPACE);
}

// RFC 3840 §9: the values of feature parameters are always quoted.
const FEATURE_TAGS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'class duplex mobility methods events priority schemes extensions description language type actor application'.split(
    ' ',
  ),
);

/** `;name=value` for each, quoted where needed. */
export function writeParams(params: Params): string {
  let text = '';
  for (const [name, value] of params) text += writeParam(name, value);
  return text;
}

/** @throws {RangeError} when the name is no token */
export function writeParam(name: string, value: string | undefined): string {
  if (value === undefined) return `;${checkedToken(name, 'parameter name')}`;
  const isQuoted = name.startsWith('+') || FEATURE_TAGS.has(name) || !isAll(value, GEN_VALUE);
  return `;${checkedToken(name, 'parameter name')}=${isQuoted ? writeQuoted(value) : value}`;
}

/** What stands between quotes as it is; the rest takes longer. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** quoted-string, with quotes and backslashes escaped. Control characters cannot be escaped and become spaces. */
export function writeQuoted(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  return `"${withoutControls(asWire(value)).replace(/["\\]/g, '\\$&')}"`;
}

/** Control characters other than HTAB become spaces, so that no text can end its line. */
export function withoutControls(text: string): string {
  return text.replace(/[^\t -~\u0080-\uffff]/g, ' ');
}

/** A copy with one parameter set; `undefined` makes a flag. */
export function withParam(params: Params, name: string, value: string | undefined): Params {
  return (params.size === 0 ? new Map<string, string | undefined>() : new Map(params)).set(name.toLowerCase(), value);
}

/** A copy without the parameters of these names, which are in lower case. */
export function withoutParams(params: Params, ...names: readonly string[]): Params {
  return new Map([...params].filter(([name]) => !names.includes(name)));
}

/** A non-negative integer parameter; undefined when absent or no number. */
export function numberParam(params: Params, name: string): number | undefined {
  const value = params.get(name);
  return value !== undefined && value.length <= 10 && isAll(value, DIGIT) ? Number(value) : undefined;
}
