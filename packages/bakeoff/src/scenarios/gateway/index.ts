// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import answerAndAckPass from './answer-and-ack-pass.ts';
import answerCancelsOtherBranches from './answer-cancels-other-branches.ts';
import answersOnEachConnection from './answers-on-each-connection.ts';
import bothRecordRoutesLeadHere from './both-record-routes-lead-here.ts';
import callerThatHasGoneIsGivenUp from './caller-that-has-gone-is-given-up.ts';
import callsBothWaysOnOneConnection from './calls-both-ways-on-one-connection.ts';
import cancelGoesDownstream from './cancel-goes-downstream.ts';
import cancelReachesEveryBranch from './cancel-reaches-every-branch.ts';
import cancelWaitsForProvisional from './cancel-waits-for-provisional.ts';
import clientThatHasGoneEndsItsCall from './client-that-has-gone-ends-its-call.ts';
import clientThatHasGoneFreesItsCaller from './client-that-has-gone-frees-its-caller.ts';
import clientThatHasGoneGetsNoCalls from './client-that-has-gone-gets-no-calls.ts';
import copyKeepsEverything from './copy-keeps-everything.ts';
import foreignCredentialsStay from './foreign-credentials-stay.ts';
import frameNeedsNoLength from './frame-needs-no-length.ts';
import globalFailureEndsTheSearch from './global-failure-ends-the-search.ts';
import keepAliveIsNoMessage from './keep-alive-is-no-message.ts';
import malformedRequestGets400 from './malformed-request-gets-400.ts';
import maxForwardsZeroGets483 from './max-forwards-zero-gets-483.ts';
import mergedRequestsAreForwarded from './merged-requests-are-forwarded.ts';
import noTryingForOtherMethods from './no-trying-for-other-methods.ts';
import optionsWithMaxForwardsZero from './options-with-max-forwards-zero.ts';
import ownViaOnTop from './own-via-on-top.ts';
import provisionalIsForwarded from './provisional-is-forwarded.ts';
import proxyRequireGets420 from './proxy-require-gets-420.ts';
import recordRouteLeadsBack from './record-route-leads-back.ts';
import redirectionGoesUp from './redirection-goes-up.ts';
import refusalIsAProperResponse from './refusal-is-a-proper-response.ts';
import refusalWaitsForOtherBranches from './refusal-waits-for-other-branches.ts';
import responsesStayAsTheyAre from './responses-stay-as-they-are.ts';
import ringingIsNotCutShort from './ringing-is-not-cut-short.ts';
import shortAndJoinedFieldsAreRead from './short-and-joined-fields-are-read.ts';
import toTagsStay from './to-tags-stay.ts';
import tryingAtOnce from './trying-at-once.ts';
import tryingIsNotForwarded from './trying-is-not-forwarded.ts';
import udpAndWebsocketAreBridged from './udp-and-websocket-are-bridged.ts';
import unknownMethodIsForwarded from './unknown-method-is-forwarded.ts';

/** Every scenario for the role gateway. */
export const SCENARIOS: readonly Scenario[] = [
  answerAndAckPass,
  answerCancelsOtherBranches,
  answersOnEachConnection,
  bothRecordRoutesLeadHere,
  callerThatHasGoneIsGivenUp,
  callsBothWaysOnOneConnection,
  cancelGoesDownstream,
  cancelReachesEveryBranch,
  cancelWaitsForProvisional,
  clientThatHasGoneEndsItsCall,
  clientThatHasGoneFreesItsCaller,
  clientThatHasGoneGetsNoCalls,
  copyKeepsEverything,
  foreignCredentialsStay,
  frameNeedsNoLength,
  globalFailureEndsTheSearch,
  keepAliveIsNoMessage,
  malformedRequestGets400,
  maxForwardsZeroGets483,
  mergedRequestsAreForwarded,
  noTryingForOtherMethods,
  optionsWithMaxForwardsZero,
  ownViaOnTop,
  provisionalIsForwarded,
  proxyRequireGets420,
  recordRouteLeadsBack,
  redirectionGoesUp,
  refusalIsAProperResponse,
  refusalWaitsForOtherBranches,
  responsesStayAsTheyAre,
  ringingIsNotCutShort,
  shortAndJoinedFieldsAreRead,
  toTagsStay,
  tryingAtOnce,
  tryingIsNotForwarded,
  udpAndWebsocketAreBridged,
  unknownMethodIsForwarded,
];
