import type { Scenario } from '../scenario/scenario.ts';
import { SCENARIOS as answering } from './answering/index.ts';
import { SCENARIOS as calling } from './calling/index.ts';
import { SCENARIOS as registrant } from './registrant/index.ts';
import { SCENARIOS as registrar } from './registrar/index.ts';
import { SCENARIOS as proxy } from './proxy/index.ts';
import { SCENARIOS as redirect } from './redirect/index.ts';
import { SCENARIOS as presenceAgent } from './presence-agent/index.ts';
import { SCENARIOS as messageServer } from './message-server/index.ts';
import { SCENARIOS as gateway } from './gateway/index.ts';

/** Every scenario, by role and name. */
export const SCENARIOS: readonly Scenario[] = [
  ...answering,
  ...calling,
  ...registrant,
  ...registrar,
  ...proxy,
  ...redirect,
  ...presenceAgent,
  ...messageServer,
  ...gateway,
];
