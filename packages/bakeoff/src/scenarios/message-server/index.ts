// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import findsRegisteredUsers from './finds-registered-users.ts';

/** Every scenario for the role message-server. */
export const SCENARIOS: readonly Scenario[] = [
  findsRegisteredUsers,
];
