// Written by test/indexes.test.ts.
import type { Rule } from './rule.ts';
import maxForwards from './max-forwards.ts';
import ownVia from './own-via.ts';
import passedOn from './passed-on.ts';

/** Every rule. */
export const RULES: readonly Rule[] = [
  maxForwards,
  ownVia,
  passedOn,
];
