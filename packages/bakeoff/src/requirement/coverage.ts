import type { Disposition } from './disposition.ts';
import type { Requirement, RequirementId } from './requirement.ts';

/** A scenario, a rule about messages or a test, and the sentences that it judges. */
export interface JudgedBy {
  /** Its id; of a test, its file and what it says. */
  readonly by: string;
  readonly judges: readonly RequirementId[];
}

/** What is done about a sentence. */
export type Coverage =
  | { readonly kind: 'judged'; readonly by: readonly string[] }
  /** `by` may judge it in others, and finds our own stack at fault. */
  | { readonly kind: 'deviates'; readonly reason: string; readonly instead?: string; readonly by: readonly string[] }
  | { readonly kind: 'not ours'; readonly reason: string }
  | { readonly kind: 'open' };

/** What is done about each sentence of a catalogue, and what does not fit together. */
export interface CoverageReport {
  readonly of: ReadonlyMap<RequirementId, Coverage>;
  /** In words: judges of sentences that do not exist, or that are called not ours. */
  readonly mistakes: readonly string[];
}

/** Says of each sentence whether it is judged, and by what. */
export function coverage(
  catalogue: ReadonlyMap<RequirementId, Requirement>,
  judges: Iterable<JudgedBy>,
  dispositionOf: (id: RequirementId) => Disposition | undefined,
): CoverageReport {
  const judgedBy = new Map<RequirementId, string[]>([...catalogue.keys()].map((id) => [id, []]));
  const mistakes: string[] = [];
  for (const { by, judges: ids } of judges) {
    for (const id of new Set(ids)) {
      const found = judgedBy.get(id);
      if (found === undefined) mistakes.push(`${by} judges ${id}, which does not exist`);
      else found.push(by);
      if (dispositionOf(id)?.kind === 'not ours') mistakes.push(`${by} judges ${id}, which is called not ours`);
    }
  }
  const of = new Map([...judgedBy].map(([id, by]) => [id, coverageOf(by, dispositionOf(id))] as const));
  return { of, mistakes };
}

function coverageOf(by: readonly string[], disposition: Disposition | undefined): Coverage {
  if (disposition?.kind === 'deviates') return { ...disposition, by };
  if (by.length > 0) return { kind: 'judged', by };
  return disposition ?? { kind: 'open' };
}
