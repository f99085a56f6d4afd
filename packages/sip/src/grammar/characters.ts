// The character classes of RFC 3261 §25.1 as bits of one table.

export const TOKEN = 1;
export const DIGIT = 2;
export const HEX = 4;
export const UNRESERVED = 8;
export const USER = 16;
export const URI_PARAM = 32;
export const HOST = 64;
/** What may stand bare as the value of a header parameter: gen-value = token / host. */
export const GEN_VALUE = 128;
export const PASSWORD = 256;
export const SPACE = 512;
export const COMMA = 1024;
export const SEMICOLON = 2048;
export const QUOTE = 4096;
/** What may stand bare in a name or value of the headers of a URI. */
export const HNV = 8192;
/** The same with what separates them: "&" and "=". */
export const URI_HEADERS = 16_384;

const DIGITS = '0123456789';
const ALPHANUM = `${DIGITS}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const CLASSES = new Uint16Array(256);

function mark(characters: string, bits: number): void {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    CLASSES[code] = (CLASSES[code] as number) | bits;
  }
}

mark(ALPHANUM, TOKEN | UNRESERVED | USER | PASSWORD | URI_PARAM | HOST | GEN_VALUE | HNV | URI_HEADERS);
mark(DIGITS, DIGIT);
mark(`${DIGITS}abcdefABCDEF`, HEX);
// token = 1*(alphanum / "-" / "." / "!" / "%" / "*" / "_" / "+" / "`" / "'" / "~")
mark("-.!%*_+`'~", TOKEN | GEN_VALUE);
// mark = "-" / "_" / "." / "!" / "~" / "*" / "'" / "(" / ")"
mark("-_.!~*'()", UNRESERVED | USER | PASSWORD | URI_PARAM | HNV | URI_HEADERS);
// user-unreserved = "&" / "=" / "+" / "$" / "," / ";" / "?" / "/"
mark('&=+$,;?/', USER);
// password = *(unreserved / escaped / "&" / "=" / "+" / "$" / ",")
mark('&=+$,', PASSWORD);
// param-unreserved = "[" / "]" / "/" / ":" / "&" / "+" / "$"
mark('[]/:&+$', URI_PARAM);
// hnv-unreserved = "[" / "]" / "/" / "?" / ":" / "+" / "$"
mark('[]/?:+$', HNV | URI_HEADERS);
mark('&=', URI_HEADERS);
// hostname, IPv4address; the underscore is no host character, but in use.
mark('-._', HOST);
mark('[]:', GEN_VALUE);
mark(' \t\r\n', SPACE);
mark(',', COMMA);
mark(';', SEMICOLON);
mark('"', QUOTE);

/** Whether the character with this code belongs to one of the classes in `bits`. */
export function isIn(code: number, bits: number): boolean {
  return code < 256 && ((CLASSES[code] as number) & bits) !== 0;
}

/** LWS = [*WSP CRLF] 1*WSP; the line ends inside a header value are all folds. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 10;
}

/** Whether every character of a text that is not empty belongs to one of the classes in `bits`. */
export function isAll(text: string, bits: number): boolean {
  for (let i = 0; i < text.length; i++) if (!isIn(text.charCodeAt(i), bits)) return false;
  return text.length > 0;
}

/** The text in lower case: the same text where it is already, as most are. */
export function toLower(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 65 && code <= 90) || code > 127) return text.toLowerCase();
  }
  return text;
}

/** Compares ASCII letters without regard to case; `lower` is in lower case already. */
export function equalsLower(text: string, start: number, end: number, lower: string): boolean {
  if (end - start !== lower.length) return false;
  for (let i = 0; i < lower.length; i++) {
    let code = text.charCodeAt(start + i);
    if (code >= 65 && code <= 90) code |= 32;
    if (code !== lower.charCodeAt(i)) return false;
  }
  return true;
}
