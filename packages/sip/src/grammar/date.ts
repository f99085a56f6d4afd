/** A date is 29 characters; whoever sends more has no date to tell. */
const MAX_LENGTH = 64;

/**
 * SIP-date = rfc1123-date = wkday "," SP date1 SP time SP "GMT". Milliseconds since 1970; undefined when malformed.
 * Lenient: the day of the week may be missing or wrong.
 */
export function parseSipDate(text: string): number | undefined {
  if (text.length > MAX_LENGTH || !text.trimEnd().toUpperCase().endsWith(' GMT')) return undefined;
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}

/** @param epochMs milliseconds since 1970 */
export function formatSipDate(epochMs: number): string {
  // ECMA-262 §21.4.4.43 gives this very form.
  return new Date(epochMs).toUTCString();
}
