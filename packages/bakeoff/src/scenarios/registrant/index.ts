// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import challengeAnswered from './challenge-answered.ts';
import credentialsKept from './credentials-kept.ts';
import credentialsOfItsUser from './credentials-of-its-user.ts';
import credentialsRefused from './credentials-refused.ts';
import intervalTooBrief from './interval-too-brief.ts';
import malformedExpires from './malformed-expires.ts';
import oneRegisterAtATime from './one-register-at-a-time.ts';
import recordRouteIsIgnored from './record-route-is-ignored.ts';
import refreshBeforeExpiry from './refresh-before-expiry.ts';
import registerHasWhatItNeeds from './register-has-what-it-needs.ts';
import silentRegistrar from './silent-registrar.ts';
import unregister from './unregister.ts';
import unsupportedExtension from './unsupported-extension.ts';

/** Every scenario for the role registrant. */
export const SCENARIOS: readonly Scenario[] = [
  challengeAnswered,
  credentialsKept,
  credentialsOfItsUser,
  credentialsRefused,
  intervalTooBrief,
  malformedExpires,
  oneRegisterAtATime,
  recordRouteIsIgnored,
  refreshBeforeExpiry,
  registerHasWhatItNeeds,
  silentRegistrar,
  unregister,
  unsupportedExtension,
];
