import type { Totals } from '@sidetone/bakeoff';
import type { Result } from '../../bakeoff/result.ts';

/** How many results came out how. */
export function countVerdicts(results: readonly Pick<Result, 'verdict'>[]): Totals {
  const counts = { pass: 0, fail: 0, inconclusive: 0, 'not applicable': 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}
