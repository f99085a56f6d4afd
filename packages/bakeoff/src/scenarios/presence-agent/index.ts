// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';

/** Every scenario for the role presence-agent. */
export const SCENARIOS: readonly Scenario[] = [
];
