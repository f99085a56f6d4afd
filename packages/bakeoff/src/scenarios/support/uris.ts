import { parseUri, uriEquals } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';

/** Whether two texts are the same URI (RFC 3261 §19.1.4). What is no URI equals nothing. */
export function isSameUri(a: string, b: string): boolean {
  const [first, second] = [parseUri(a), parseUri(b)];
  return first.ok && second.ok && uriEquals(first.value, second.value);
}

/** URI of somebody else at the place where an end is, so that what goes there comes to the same end. */
export function neighbour(end: TestEnd, user: string, params = ''): string {
  return `sip:${user}@${end.contact.slice(end.contact.indexOf('@') + 1)}${params}`;
}
