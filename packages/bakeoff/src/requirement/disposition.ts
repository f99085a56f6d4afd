import type { RequirementId } from './requirement.ts';

/**
 * Why no scenario judges a sentence. `not ours`: it asks people and not programs, nobody can observe it, or it only permits
 * something. `deviates`: our stack does otherwise, on purpose; `instead` names what it follows in its place.
 */
export type Disposition =
  | { readonly kind: 'not ours'; readonly reason: string }
  | { readonly kind: 'deviates'; readonly reason: string; readonly instead?: string };

/** One sentence and why no scenario judges it. */
export type DispositionEntry = readonly [id: RequirementId, disposition: Disposition];

/**
 * Sentences that nothing of ours has to judge.
 * @param reason a clause, where `it` is the sentence: `it only permits something`
 */
export function notOurs(reason: string, ids: readonly RequirementId[]): readonly DispositionEntry[] {
  return ids.map((id) => [id, { kind: 'not ours', reason }]);
}

/**
 * Sentences that our stack does not follow, on purpose.
 * @param reason what it does, and why
 * @param instead the later RFC that it follows, `RFC 6026`
 */
export function deviates(reason: string, ids: readonly RequirementId[], instead?: string): readonly DispositionEntry[] {
  const disposition: Disposition =
    instead === undefined ? { kind: 'deviates', reason } : { kind: 'deviates', reason, instead };
  return ids.map((id) => [id, disposition]);
}

/**
 * Ids of one RFC, for lists that are long.
 * @param places section and place of each, apart by white space: `8.1.1-01 8.1.1.1-02`
 */
export function idsOf(rfc: number, places: string): readonly RequirementId[] {
  return places
    .trim()
    .split(/\s+/)
    .map((place): RequirementId => `${rfc}-${place}`);
}
