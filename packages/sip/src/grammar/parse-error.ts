/** Why a text is not what a production of the grammar allows. */
export interface SipParseError {
  /** Where in the text, in bytes from its start. */
  readonly offset: number;
  /** The production of RFC 3261 §25.1 (or the header field) that does not match. */
  readonly rule: string;
  /** What a server answers to it. */
  readonly statusHint: 400 | 413 | 416 | 501 | 505 | 513;
  /** One plain sentence, fit for a reason phrase. */
  readonly reason: string;
}

/**
 * An error of the grammar.
 * @param offset in the text, in bytes
 * @param rule the production that failed, as §25.1 names it
 * @param statusHint what a server answers; 400 by default
 */
export function parseError(
  offset: number,
  rule: string,
  reason: string,
  statusHint: SipParseError['statusHint'] = 400,
): SipParseError {
  return { offset, rule, statusHint, reason };
}
