// Written by test/indexes.test.ts.
import type { Rule } from './rule.ts';
import maxForwards from './max-forwards.ts';

/** Every rule. */
export const RULES: readonly Rule[] = [
  maxForwards,
];
