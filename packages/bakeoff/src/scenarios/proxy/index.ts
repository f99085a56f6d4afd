// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import answerCancelsOtherBranches from './answer-cancels-other-branches.ts';
import challengesAreGathered from './challenges-are-gathered.ts';
import copyKeepsEverything from './copy-keeps-everything.ts';
import credentialsAreAskedFor from './credentials-are-asked-for.ts';
import foreignCredentialsStay from './foreign-credentials-stay.ts';
import foreignMaddrIsTheTarget from './foreign-maddr-is-the-target.ts';
import globalFailureEndsTheSearch from './global-failure-ends-the-search.ts';
import helpful4xxIsChosen from './helpful-4xx-is-chosen.ts';
import inviteIsRepeatedDownstream from './invite-is-repeated-downstream.ts';
import lengthIsAddedOnAStream from './length-is-added-on-a-stream.ts';
import malformedRequestGets400 from './malformed-request-gets-400.ts';
import maxForwardsGoesDown from './max-forwards-goes-down.ts';
import maxForwardsZeroGets483 from './max-forwards-zero-gets-483.ts';
import mergedRequestsAreForwarded from './merged-requests-are-forwarded.ts';
import nextRouteIsFollowed from './next-route-is-followed.ts';
import noTargetTwice from './no-target-twice.ts';
import optionsAnsweredWithoutAllow from './options-answered-without-allow.ts';
import optionsWithMaxForwardsZero from './options-with-max-forwards-zero.ts';
import ownMaddrIsRemoved from './own-maddr-is-removed.ts';
import ownRouteIsRemoved from './own-route-is-removed.ts';
import ownViaOnTop from './own-via-on-top.ts';
import provisionalIsForwarded from './provisional-is-forwarded.ts';
import proxyRequireGets420 from './proxy-require-gets-420.ts';
import recordRouteLeadsBack from './record-route-leads-back.ts';
import redirectionGoesUp from './redirection-goes-up.ts';
import refusalIsAProperResponse from './refusal-is-a-proper-response.ts';
import refusalWaitsForOtherBranches from './refusal-waits-for-other-branches.ts';
import requestIsRepeatedDownstream from './request-is-repeated-downstream.ts';
import responsesStayAsTheyAre from './responses-stay-as-they-are.ts';
import silenceBecomes408 from './silence-becomes-408.ts';
import staysByRecordRoute from './stays-by-record-route.ts';
import strictRoutedRequestIsRestored from './strict-routed-request-is-restored.ts';
import strictRouterGetsItsUri from './strict-router-gets-its-uri.ts';
import targetBecomesRequestUri from './target-becomes-request-uri.ts';
import toTagsStay from './to-tags-stay.ts';
import tryingIsNotForwarded from './trying-is-not-forwarded.ts';
import unavailableBecomes500 from './unavailable-becomes-500.ts';
import unknownMethodIsForwarded from './unknown-method-is-forwarded.ts';
import unknownSchemeGets416 from './unknown-scheme-gets-416.ts';
import unknownUserGets404 from './unknown-user-gets-404.ts';
import userIsFoundByCanonicalUri from './user-is-found-by-canonical-uri.ts';
import userWithoutBindingGets480 from './user-without-binding-gets-480.ts';

/** Every scenario for the role proxy. */
export const SCENARIOS: readonly Scenario[] = [
  answerCancelsOtherBranches,
  challengesAreGathered,
  copyKeepsEverything,
  credentialsAreAskedFor,
  foreignCredentialsStay,
  foreignMaddrIsTheTarget,
  globalFailureEndsTheSearch,
  helpful4xxIsChosen,
  inviteIsRepeatedDownstream,
  lengthIsAddedOnAStream,
  malformedRequestGets400,
  maxForwardsGoesDown,
  maxForwardsZeroGets483,
  mergedRequestsAreForwarded,
  nextRouteIsFollowed,
  noTargetTwice,
  optionsAnsweredWithoutAllow,
  optionsWithMaxForwardsZero,
  ownMaddrIsRemoved,
  ownRouteIsRemoved,
  ownViaOnTop,
  provisionalIsForwarded,
  proxyRequireGets420,
  recordRouteLeadsBack,
  redirectionGoesUp,
  refusalIsAProperResponse,
  refusalWaitsForOtherBranches,
  requestIsRepeatedDownstream,
  responsesStayAsTheyAre,
  silenceBecomes408,
  staysByRecordRoute,
  strictRoutedRequestIsRestored,
  strictRouterGetsItsUri,
  targetBecomesRequestUri,
  toTagsStay,
  tryingIsNotForwarded,
  unavailableBecomes500,
  unknownMethodIsForwarded,
  unknownSchemeGets416,
  unknownUserGets404,
  userIsFoundByCanonicalUri,
  userWithoutBindingGets480,
];
