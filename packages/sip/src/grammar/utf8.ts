import type { WireText } from '../runtime/wire-text.ts';

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Where the encoder writes what it is only asked about. */
const scratch = /* @__PURE__ */ new Uint8Array(4096);
/** From here on the encoder is faster than a loop, several times for a session description. */
const LONG = 48;

/** Whether every character is in ASCII, and so its own UTF-8. */
function isAscii(text: string): boolean {
  const { length } = text;
  if (length >= LONG && length <= scratch.length) {
    const { read, written } = encoder.encodeInto(text, scratch);
    return read === length && written === length;
  }
  return length > LONG ? !/[^\0-\x7f]/.test(text) : isUpTo(text, 0x7f);
}

function isUpTo(text: string, highest: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > highest) return false;
  return true;
}

/** The UTF-8 bytes of a text, one per character. A lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): WireText {
  return isAscii(text) ? text : fromBytes(encoder.encode(text));
}

/** The text that UTF-8 bytes stand for. Bytes that are not UTF-8 are read as ISO 8859-1, as old peers send it. */
export function decodeUtf8(wire: WireText): string {
  if (isAscii(wire)) return wire;
  try {
    return strictDecoder.decode(toBytes(wire));
  } catch {
    return wire;
  }
}

/** A text made safe to travel: characters that are no bytes are encoded. */
export function asWire(text: string): WireText {
  return isUpTo(text, 0xff) ? text : encodeUtf8(text);
}

/** The bytes that a text with one character for each stands for. */
export function toBytes(wire: WireText): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(wire.length);
  for (let i = 0; i < wire.length; i++) bytes[i] = wire.charCodeAt(i);
  return bytes;
}

/** Bytes as text with one character for each. */
export function fromBytes(bytes: Uint8Array): WireText {
  // The number of arguments of a call is limited.
  const chunk = 8192;
  if (bytes.length <= chunk) return String.fromCharCode(...bytes);
  let wire = '';
  for (let i = 0; i < bytes.length; i += chunk) wire += String.fromCharCode(...bytes.subarray(i, i + chunk));
  return wire;
}
