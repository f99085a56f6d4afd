/** A message or a part of it as it is on the wire: one character per byte (latin1), so that `length` counts bytes. */
export type WireText = string;

/**
 * The same text, in one piece. What was put together of parts keeps alive the longer texts that its parts were cut
 * from; what is to stay for long must not.
 */
export function inOnePiece(text: WireText): WireText {
  // Changes nothing; but to be searched, a text is copied together first.
  return text.replaceAll('\n', '\n');
}
