import type { JudgedBy } from '../../src/requirement/coverage.ts';
import { JUDGING_TESTS } from '../../src/requirement/judged-by-tests.ts';

const TESTS: readonly JudgedBy[] = JUDGING_TESTS.map(({ file, title, judges }) => ({
  by: `${file} (${title})`,
  judges,
}));

/** All that judges a sentence. */
export const JUDGES: readonly JudgedBy[] = TESTS;
