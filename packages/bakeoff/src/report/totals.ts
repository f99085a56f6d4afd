import type { BakeoffReport } from '../runner/run-bakeoff.ts';
import type { Verdict } from '../scenario/judgement.ts';

/** How many scenarios and rules came out how. */
export type Totals = Readonly<Record<Verdict['kind'], number>>;

export function totals({ scenarios, rules }: Pick<BakeoffReport, 'scenarios' | 'rules'>): Totals {
  const counts = { pass: 0, fail: 0, inconclusive: 0, 'not applicable': 0 };
  for (const { verdict } of [...scenarios, ...rules]) counts[verdict.kind] += 1;
  return counts;
}

/** `212 passed, 3 failed, 2 inconclusive, 14 not applicable`. */
export function totalsLine(counts: Totals): string {
  return [
    `${counts.pass} passed`,
    `${counts.fail} failed`,
    `${counts.inconclusive} inconclusive`,
    `${counts['not applicable']} not applicable`,
  ].join(', ');
}
