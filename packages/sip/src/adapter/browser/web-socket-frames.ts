import { decodeUtf8, encodeUtf8, fromBytes, toBytes } from '../../grammar/utf8.ts';
import type { WireText } from '../../runtime/wire-text.ts';

/** Asks for a sign of life (RFC 5626 §3.5.1). */
export const PING = '\r\n\r\n';
/** The answer. */
export const PONG = '\r\n';

/**
 * A message as the payload of a frame (RFC 7118 §4.2): text where it is UTF-8, which every peer takes, else bytes, since a
 * text frame must not hold anything else.
 */
export function toFrame(wire: WireText): string | Uint8Array<ArrayBuffer> {
  const text = decodeUtf8(wire);
  // decodeUtf8 gives back unchanged what is ASCII, and what is no UTF-8.
  return text !== wire || encodeUtf8(wire) === wire ? text : toBytes(wire);
}

/** The message in a frame's payload; undefined when it is of a type that no WebSocket delivers here. */
export function fromFrame(data: unknown): WireText | undefined {
  if (typeof data === 'string') return encodeUtf8(data);
  return data instanceof ArrayBuffer ? fromBytes(new Uint8Array(data)) : undefined;
}
