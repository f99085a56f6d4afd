// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';

/** Every scenario for the role gateway. */
export const SCENARIOS: readonly Scenario[] = [
];
