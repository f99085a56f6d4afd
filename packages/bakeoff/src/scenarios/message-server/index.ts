// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import answersInForm from './answers-in-form.ts';
import asksSendersForCredentials from './asks-senders-for-credentials.ts';
import findsRegisteredUsers from './finds-registered-users.ts';
import knowsNoStrangers from './knows-no-strangers.ts';
import passesMessages from './passes-messages.ts';

/** Every scenario for the role message-server. */
export const SCENARIOS: readonly Scenario[] = [
  answersInForm,
  asksSendersForCredentials,
  findsRegisteredUsers,
  knowsNoStrangers,
  passesMessages,
];
