import type { RequirementId } from '../requirement/requirement.ts';
import type { Entry } from '../trace/entry.ts';

/** Whether the target did what some sentences ask, in one place. */
export interface Judgement {
  /** The sentences, one or several that ask for the same. */
  readonly requirements: readonly RequirementId[];
  readonly holds: boolean;
  /** What was expected, as a noun phrase: `an Allow header field in the 200`. */
  readonly expected: string;
  /** What came instead, or what it was that held: `200 OPTIONS without it`. */
  readonly came: string;
  /** The message that shows it. */
  readonly at: Entry | undefined;
}

/** What came of a scenario. */
export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'fail'; readonly failed: readonly Judgement[] }
  /** It could not be found out. Never a pass, and never a skip. */
  | { readonly kind: 'inconclusive'; readonly why: string }
  /** The target does not do what the scenario is about, and says so. */
  | { readonly kind: 'not applicable'; readonly why: string };

/** `RFC 3261 §8.2.6.2`, of an id. */
export function citation(id: RequirementId): string {
  const [rfc = '', section = ''] = id.split('-');
  return `RFC ${rfc} §${section}`;
}

/** One sentence: what was expected, by which section, and what came. */
export function sentence({ requirements, expected, came }: Judgement): string {
  const cited = [...new Set(requirements.map(citation))].join(', ');
  return `${cited}: expected ${expected}; came ${came}.`;
}
