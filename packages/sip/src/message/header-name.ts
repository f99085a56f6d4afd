import { equalsLower } from '../grammar/characters.ts';

// The compact forms (§7.3.3 and the registry of header fields), by their letter.
const COMPACT: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  n: 'identity-info',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
  y: 'identity',
};

/** One step of the hash by which names are found; letters count without regard to case. */
export function hashStep(hash: number, code: number): number {
  return (Math.imul(hash, 31) + (code | 32)) | 0;
}

function hashOf(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = hashStep(hash, name.charCodeAt(i));
  return hash;
}

const compactIds = new Map<number, number>();
for (const [letter, name] of Object.entries(COMPACT)) compactIds.set(hashOf(letter), hashOf(name));

/** The full name in lower case: a compact form is expanded. */
export function fullName(name: string): string {
  const lower = name.toLowerCase();
  return (lower.length === 1 ? COMPACT[lower] : undefined) ?? lower;
}

/** The id of a name in any form: names that differ may share one, so a hit must be confirmed. */
export function nameId(name: string): number {
  const hash = hashOf(name);
  return name.length === 1 ? compactId(hash) : hash;
}

/** The id of a one-letter name, given its hash. */
export function compactId(hash: number): number {
  return compactIds.get(hash) ?? hash;
}

/** Whether the name written in `text` between the bounds is `lower`, which is a full name in lower case. */
export function isNamed(text: string, start: number, end: number, lower: string): boolean {
  if (end - start !== 1 || lower.length === 1) return equalsLower(text, start, end, lower);
  return fullName(text.charAt(start)) === lower;
}
