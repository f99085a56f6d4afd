import { decodeUtf8, encodeUtf8 } from '../grammar/utf8.ts';
import type { WireText } from '../runtime/wire-text.ts';

/** ext-value = charset "'" [ language ] "'" value-chars (RFC 8187 §3.2.1), in UTF-8. */
export function writeExtendedValue(text: string): WireText {
  const chars = encodeUtf8(text).replace(
    /[^\w.~-]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `UTF-8''${chars}`;
}

/** @returns undefined when it is malformed, or in another charset */
export function readExtendedValue(value: WireText): string | undefined {
  const chars = /^UTF-8'[^']*'((?:[\w.~!#$&+^`|-]|%[\da-f]{2})*)$/i.exec(value)?.[1];
  return (
    chars && decodeUtf8(chars.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))))
  );
}
