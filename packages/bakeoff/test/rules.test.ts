/* oxlint-disable vitest/valid-expect -- the second argument says what failed */
import { describe, expect, test } from 'vitest';
import type { RequirementId } from '../src/requirement/requirement.ts';
import { RULES } from '../src/rules/index.ts';
import { judgeRules } from '../src/rules/judge-rules.ts';
import { SCENARIOS } from '../src/scenarios/index.ts';
import { judge, shown } from './judge.ts';

// Every rule against our own element: whole it keeps the rule in the scenario, and broken in one place it does not.
describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  const ids = Object.keys(rule.judges) as RequirementId[];
  test.each(ids)('%s: passes our own element, and fails one that breaks it', async (id) => {
    const { during, broken } = rule.judges[id]!;
    const scenario = SCENARIOS.find((one) => one.id === during);
    if (scenario === undefined) throw new Error(`there is no scenario ${during}`);
    const played = { whole: (await judge(scenario)).report, broken: (await judge(scenario, broken.breakEnd())).report };
    const failed = (of: 'whole' | 'broken') =>
      judgeRules([rule], [played[of]]).flatMap(({ judgements }) =>
        judgements.filter(({ holds }) => !holds).flatMap(({ requirements }) => requirements),
      );
    expect(failed('whole'), shown(played.whole)).toEqual([]);
    expect(failed('broken'), `${broken.title}\n${shown(played.broken)}`).toContain(id);
    const sameControl = ids.filter((other) => rule.judges[other]?.broken.title === broken.title);
    expect(failed('broken').filter((other) => !sameControl.includes(other))).toEqual([]);
  });
});

test('our own elements keep every rule in every scenario', { timeout: 120_000 }, async () => {
  const played = [];
  for (const scenario of SCENARIOS) played.push((await judge(scenario)).report);
  const broken = judgeRules(RULES, played).filter(({ verdict }) => verdict.kind === 'fail');
  expect(
    broken.map(({ rule, scenario, judgements }) => [
      rule.id,
      scenario,
      judgements.filter(({ holds }) => !holds).map(({ came }) => came),
    ]),
  ).toEqual([]);
});
