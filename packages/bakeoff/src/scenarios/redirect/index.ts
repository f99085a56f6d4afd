// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';

/** Every scenario for the role redirect. */
export const SCENARIOS: readonly Scenario[] = [
];
