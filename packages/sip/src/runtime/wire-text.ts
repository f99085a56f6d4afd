/** A message or a part of it as it is on the wire: one character per byte (latin1), so that `length` counts bytes. */
export type WireText = string;
