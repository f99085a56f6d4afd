// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import credentialsAreAskedFor from './credentials-are-asked-for.ts';
import foreignCredentialsStay from './foreign-credentials-stay.ts';
import foreignMaddrIsTheTarget from './foreign-maddr-is-the-target.ts';
import malformedRequestGets400 from './malformed-request-gets-400.ts';
import maxForwardsZeroGets483 from './max-forwards-zero-gets-483.ts';
import mergedRequestsAreForwarded from './merged-requests-are-forwarded.ts';
import nextRouteIsFollowed from './next-route-is-followed.ts';
import noTargetTwice from './no-target-twice.ts';
import optionsAnsweredWithoutAllow from './options-answered-without-allow.ts';
import optionsWithMaxForwardsZero from './options-with-max-forwards-zero.ts';
import ownMaddrIsRemoved from './own-maddr-is-removed.ts';
import ownRouteIsRemoved from './own-route-is-removed.ts';
import proxyRequireGets420 from './proxy-require-gets-420.ts';
import refusalIsAProperResponse from './refusal-is-a-proper-response.ts';
import strictRoutedRequestIsRestored from './strict-routed-request-is-restored.ts';
import strictRouterGetsItsUri from './strict-router-gets-its-uri.ts';
import unknownMethodIsForwarded from './unknown-method-is-forwarded.ts';
import unknownSchemeGets416 from './unknown-scheme-gets-416.ts';
import unknownUserGets404 from './unknown-user-gets-404.ts';
import userIsFoundByCanonicalUri from './user-is-found-by-canonical-uri.ts';
import userWithoutBindingGets480 from './user-without-binding-gets-480.ts';

/** Every scenario for the role proxy. */
export const SCENARIOS: readonly Scenario[] = [
  credentialsAreAskedFor,
  foreignCredentialsStay,
  foreignMaddrIsTheTarget,
  malformedRequestGets400,
  maxForwardsZeroGets483,
  mergedRequestsAreForwarded,
  nextRouteIsFollowed,
  noTargetTwice,
  optionsAnsweredWithoutAllow,
  optionsWithMaxForwardsZero,
  ownMaddrIsRemoved,
  ownRouteIsRemoved,
  proxyRequireGets420,
  refusalIsAProperResponse,
  strictRoutedRequestIsRestored,
  strictRouterGetsItsUri,
  unknownMethodIsForwarded,
  unknownSchemeGets416,
  unknownUserGets404,
  userIsFoundByCanonicalUri,
  userWithoutBindingGets480,
];
