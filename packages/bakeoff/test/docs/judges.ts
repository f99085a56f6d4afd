import type { JudgedBy } from '../../src/requirement/coverage.ts';
import { JUDGING_TESTS } from '../../src/requirement/judged-by-tests.ts';

/** Scenarios, and rules about every message. */
export const SCENARIO_JUDGES: readonly JudgedBy[] = [];

/** Tests of our own stack, where no wire shows anything. */
export const TEST_JUDGES: readonly JudgedBy[] = JUDGING_TESTS.map(({ file, title, judges }) => ({
  by: `${file} (${title})`,
  judges,
}));
