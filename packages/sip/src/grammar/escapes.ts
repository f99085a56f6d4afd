import { HEX, isAll, isIn, UNRESERVED } from './characters.ts';
import { asWire, decodeUtf8, encodeUtf8 } from './utf8.ts';

/** escaped = "%" HEXDIG HEXDIG */
function isEscape(text: string, at: number): boolean {
  return isIn(text.charCodeAt(at + 1), HEX) && isIn(text.charCodeAt(at + 2), HEX);
}

function escapeByte(code: number): string {
  return `%${code < 16 ? '0' : ''}${code.toString(16).toUpperCase()}`;
}

/**
 * The canonical form of a part of a URI (§19.1.4): what need not be escaped is not, what must be is, hexadecimal digits
 * are upper case. A reserved character keeps the form it has, since the two forms differ in meaning.
 * @param allowed the classes of characters that may stand unescaped
 */
export function canonicalEscapes(part: string, allowed: number): string {
  if (isAll(part, allowed)) return part;
  // Bytes that are no UTF-8 are text that a person typed.
  const text = encodeUtf8(decodeUtf8(asWire(part)));
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isIn(code, allowed)) {
      out += text.charAt(i);
    } else if (code === 37 && isEscape(text, i)) {
      const byte = Number.parseInt(text.slice(i + 1, i + 3), 16);
      out += isIn(byte, UNRESERVED) ? String.fromCharCode(byte) : escapeByte(byte);
      i += 2;
    } else {
      out += escapeByte(code);
    }
  }
  return out;
}

/** The text that a part of a URI stands for, escapes undone and UTF-8 decoded, for a person to read. */
export function unescapeText(part: string): string {
  if (!part.includes('%')) return decodeUtf8(part);
  let out = '';
  for (let i = 0; i < part.length; i++) {
    if (part.charCodeAt(i) === 37 && isEscape(part, i)) {
      out += String.fromCharCode(Number.parseInt(part.slice(i + 1, i + 3), 16));
      i += 2;
    } else {
      out += part.charAt(i);
    }
  }
  return decodeUtf8(out);
}

/** Escapes what would end a URI where it is written, and nothing else. */
export function escapeForeign(part: string): string {
  let out = '';
  let from = 0;
  const text = encodeUtf8(decodeUtf8(asWire(part)));
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 32 && code < 127 && code !== 34 && code !== 60 && code !== 62) continue;
    out += text.slice(from, i) + escapeByte(code);
    from = i + 1;
  }
  return out + text.slice(from);
}
