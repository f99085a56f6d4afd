/* oxlint-disable vitest/valid-expect -- the second argument says what failed */
import { describe, expect, test } from 'vitest';
import { judgedBy } from '../src/scenario/scenario.ts';
import { SCENARIOS } from '../src/scenarios/index.ts';
import { judge, shown } from './judge.ts';
import { KNOWN_FAILS } from './known-fails.ts';

// Every scenario against our own element: whole it passes, and broken in one place it fails for that and nothing else.
describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (_id, scenario) => {
  test('our own element passes, and nothing stays behind', async () => {
    const { report, house } = await judge(scenario);
    expect(report.verdict.kind, shown(report)).toBe(scenario.id in KNOWN_FAILS ? 'fail' : 'pass');
    await house.expectIdle();
    house.net.takeDefects();
  });

  test.each(judgedBy(scenario).map((id) => [id, scenario.judges[id]!] as const))(
    '%s: fails an element that breaks it',
    async (id, control) => {
      const { report } = await judge(scenario, control.breakEnd());
      const failed = report.judgements.filter(({ holds }) => !holds).flatMap(({ requirements }) => requirements);
      expect(failed, `${control.title}\n${shown(report)}`).toContain(id);
      // Sentences that ask for the same have the same control; nothing else may fail with them.
      const sameControl = judgedBy(scenario).filter((other) => scenario.judges[other]?.title === control.title);
      expect(
        failed.filter((other) => !sameControl.includes(other)),
        `${control.title} breaks more\n${shown(report)}`,
      ).toEqual([]);
    },
  );
});
