// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import inviteHasWhatItNeeds from './invite-has-what-it-needs.ts';

/** Every scenario for the role calling. */
export const SCENARIOS: readonly Scenario[] = [
  inviteHasWhatItNeeds,
];
