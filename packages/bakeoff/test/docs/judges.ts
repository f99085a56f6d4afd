import type { JudgedBy } from '../../src/requirement/coverage.ts';
import { JUDGING_TESTS } from '../../src/requirement/judged-by-tests.ts';
import type { RequirementId } from '../../src/requirement/requirement.ts';
import { RULES } from '../../src/rules/index.ts';
import { SCENARIOS } from '../../src/scenarios/index.ts';
import { KNOWN_FAILS } from '../known-fails.ts';

/** Scenarios, and rules about every message. */
export const SCENARIO_JUDGES: readonly JudgedBy[] = [...SCENARIOS, ...RULES].map(({ id, judges }) => ({
  by: id in KNOWN_FAILS ? `${id} (ours fails)` : id,
  judges: Object.keys(judges) as RequirementId[],
}));

/** Tests of our own stack, where no wire shows anything. */
export const TEST_JUDGES: readonly JudgedBy[] = JUDGING_TESTS.map(({ file, title, judges }) => ({
  by: `${file} (${title})`,
  judges,
}));
