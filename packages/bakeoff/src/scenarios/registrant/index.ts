// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import challengeAnswered from './challenge-answered.ts';
import credentialsKept from './credentials-kept.ts';
import credentialsOfItsUser from './credentials-of-its-user.ts';
import credentialsRefused from './credentials-refused.ts';
import intervalTooBrief from './interval-too-brief.ts';
import malformedExpires from './malformed-expires.ts';
import oneRegisterAtATime from './one-register-at-a-time.ts';
import proxyCredentialsReused from './proxy-credentials-reused.ts';
import recordRouteIsIgnored from './record-route-is-ignored.ts';
import refreshBeforeExpiry from './refresh-before-expiry.ts';
import registerHasWhatItNeeds from './register-has-what-it-needs.ts';
import serverNeedsRest from './server-needs-rest.ts';
import serviceRouteFollowed from './service-route-followed.ts';
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
  proxyCredentialsReused,
  recordRouteIsIgnored,
  refreshBeforeExpiry,
  registerHasWhatItNeeds,
  serverNeedsRest,
  serviceRouteFollowed,
  silentRegistrar,
  unregister,
  unsupportedExtension,
];
