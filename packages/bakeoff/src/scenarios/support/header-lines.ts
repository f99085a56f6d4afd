import type { SipMessage } from '@sidetone/sip';

/** The values of all lines of that name, in order. Names are compared as they are written, without regard to case. */
export function linesOf(message: SipMessage, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return [...message.headerLines()].filter((line) => line.name.toLowerCase() === wanted).map(({ value }) => value);
}
