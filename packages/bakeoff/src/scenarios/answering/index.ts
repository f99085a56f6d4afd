// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import byeEndsCall from './bye-ends-call.ts';
import optionsListsAbilities from './options-lists-abilities.ts';

/** Every scenario for the role answering. */
export const SCENARIOS: readonly Scenario[] = [
  byeEndsCall,
  optionsListsAbilities,
];
