import { isAll, isIn, UNRESERVED } from './characters.ts';
import { asWire, decodeUtf8, encodeUtf8 } from './utf8.ts';

/** escaped = "%" HEXDIG HEXDIG */
function escapeByte(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function unescapeByte(escape: string): string {
  return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
}

/**
 * The canonical form of a part of a URI (§19.1.4): what need not be escaped is not, what must be is, hexadecimal digits
 * are upper case. A reserved character keeps the form it has, since the two forms differ in meaning.
 * @param allowed the classes of characters that may stand unescaped
 */
export function canonicalEscapes(part: string, allowed: number): string {
  if (isAll(part, allowed)) return part;
  // Bytes that are no UTF-8 are text that a person typed.
  return encodeUtf8(decodeUtf8(asWire(part))).replace(/%[\da-f]{2}|[^]/gi, (unit) => {
    if (unit.length === 1) return isIn(unit.charCodeAt(0), allowed) ? unit : escapeByte(unit);
    const byte = unescapeByte(unit);
    return isIn(byte.charCodeAt(0), UNRESERVED) ? byte : unit.toUpperCase();
  });
}

/** The text that a part of a URI stands for, escapes undone and UTF-8 decoded, for a person to read. */
export function unescapeText(part: string): string {
  return decodeUtf8(part.replace(/%[\da-f]{2}/gi, unescapeByte));
}

/** Escapes what would end a URI where it is written, and nothing else. */
export function escapeForeign(part: string): string {
  return encodeUtf8(decodeUtf8(asWire(part))).replace(/[^!-~]|["<>]/g, escapeByte);
}

/** Escapes every character that does not belong to the allowed classes, "%" too: the text is not escaped yet. */
export function escapeText(text: string, allowed: number): string {
  return encodeUtf8(text).replace(/[^]/g, (byte) => (isIn(byte.charCodeAt(0), allowed) ? byte : escapeByte(byte)));
}
