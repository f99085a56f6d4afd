// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import answerAndAckPassEachTime from './answer-and-ack-pass-each-time.ts';
import answerCancelsOtherBranches from './answer-cancels-other-branches.ts';
import cancelGoesDownstream from './cancel-goes-downstream.ts';
import cancelReachesEveryBranch from './cancel-reaches-every-branch.ts';
import cancelWaitsForProvisional from './cancel-waits-for-provisional.ts';
import challengesAreGathered from './challenges-are-gathered.ts';
import connectionStaysOpen from './connection-stays-open.ts';
import copyKeepsEverything from './copy-keeps-everything.ts';
import credentialsAreAskedFor from './credentials-are-asked-for.ts';
import credentialsHoldForTheAck from './credentials-hold-for-the-ack.ts';
import cutResponseIsDropped from './cut-response-is-dropped.ts';
import datagramEndsWithItsBody from './datagram-ends-with-its-body.ts';
import deafCallerCancelsNothing from './deaf-caller-cancels-nothing.ts';
import escapedHostIsAnother from './escaped-host-is-another.ts';
import finalResponseUntilAck from './final-response-until-ack.ts';
import foreignCredentialsStay from './foreign-credentials-stay.ts';
import foreignMaddrIsTheTarget from './foreign-maddr-is-the-target.ts';
import globalFailureEndsTheSearch from './global-failure-ends-the-search.ts';
import helpful4xxIsChosen from './helpful-4xx-is-chosen.ts';
import inviteIsRepeatedDownstream from './invite-is-repeated-downstream.ts';
import largestDatagramsAreRead from './largest-datagrams-are-read.ts';
import lateAnswerGoesUp from './late-answer-goes-up.ts';
import lateDeviceRingsToo from './late-device-rings-too.ts';
import lengthIsAddedOnAStream from './length-is-added-on-a-stream.ts';
import localNumberIsNotGuessed from './local-number-is-not-guessed.ts';
import lossBehindAStreamIsMadeUp from './loss-behind-a-stream-is-made-up.ts';
import malformedRequestGets400 from './malformed-request-gets-400.ts';
import maxForwardsGoesDown from './max-forwards-goes-down.ts';
import maxForwardsZeroGets483 from './max-forwards-zero-gets-483.ts';
import mergedRequestsAreForwarded from './merged-requests-are-forwarded.ts';
import nextRouteIsFollowed from './next-route-is-followed.ts';
import noTargetTwice from './no-target-twice.ts';
import noTryingForOtherMethods from './no-trying-for-other-methods.ts';
import optionsAnsweredWithoutAllow from './options-answered-without-allow.ts';
import optionsWithMaxForwardsZero from './options-with-max-forwards-zero.ts';
import ownMaddrIsRemoved from './own-maddr-is-removed.ts';
import ownRouteIsRemoved from './own-route-is-removed.ts';
import ownViaOnTop from './own-via-on-top.ts';
import prackOfOthersIsForwarded from './prack-of-others-is-forwarded.ts';
import provisionalIsForwarded from './provisional-is-forwarded.ts';
import proxyRequireGets420 from './proxy-require-gets-420.ts';
import receivedIsAdded from './received-is-added.ts';
import recordRouteLeadsBack from './record-route-leads-back.ts';
import redirectionGoesUp from './redirection-goes-up.ts';
import refusalIsAProperResponse from './refusal-is-a-proper-response.ts';
import refusalIsAcknowledged from './refusal-is-acknowledged.ts';
import refusalWaitsForOtherBranches from './refusal-waits-for-other-branches.ts';
import repeatedInviteIsAbsorbed from './repeated-invite-is-absorbed.ts';
import repeatedRequestGetsIts100 from './repeated-request-gets-its-100.ts';
import repeatedRequestGetsItsAnswer from './repeated-request-gets-its-answer.ts';
import requestIsRepeatedDownstream from './request-is-repeated-downstream.ts';
import responseForTheProxyAlone from './response-for-the-proxy-alone.ts';
import responseGoesToSentBy from './response-goes-to-sent-by.ts';
import responseOfOthersIsDropped from './response-of-others-is-dropped.ts';
import responseOnANewConnection from './response-on-a-new-connection.ts';
import responseOnTheSameConnection from './response-on-the-same-connection.ts';
import responsesStayAsTheyAre from './responses-stay-as-they-are.ts';
import ringingIsNotCutShort from './ringing-is-not-cut-short.ts';
import shortAndJoinedFieldsAreRead from './short-and-joined-fields-are-read.ts';
import silenceBecomes408 from './silence-becomes-408.ts';
import silentBranchEndsByTimerC from './silent-branch-ends-by-timer-c.ts';
import sipsStaysSecure from './sips-stays-secure.ts';
import spiralIsNoLoop from './spiral-is-no-loop.ts';
import staysByRecordRoute from './stays-by-record-route.ts';
import strayCancelIsForwarded from './stray-cancel-is-forwarded.ts';
import strictRoutedRequestIsRestored from './strict-routed-request-is-restored.ts';
import strictRouterGetsItsUri from './strict-router-gets-its-uri.ts';
import subscriptionsPass from './subscriptions-pass.ts';
import targetBecomesRequestUri from './target-becomes-request-uri.ts';
import telParametersStay from './tel-parameters-stay.ts';
import toTagsStay from './to-tags-stay.ts';
import tryingAtOnce from './trying-at-once.ts';
import tryingIsNotForwarded from './trying-is-not-forwarded.ts';
import udpAndTcpAreServed from './udp-and-tcp-are-served.ts';
import unavailableBecomes500 from './unavailable-becomes-500.ts';
import unknownMethodIsForwarded from './unknown-method-is-forwarded.ts';
import unknownSchemeGets416 from './unknown-scheme-gets-416.ts';
import unknownUserGets404 from './unknown-user-gets-404.ts';
import unreachableDeviceCountsAs503 from './unreachable-device-counts-as-503.ts';
import userIsFoundByCanonicalUri from './user-is-found-by-canonical-uri.ts';
import userWithoutBindingGets480 from './user-without-binding-gets-480.ts';

/** Every scenario for the role proxy. */
export const SCENARIOS: readonly Scenario[] = [
  answerAndAckPassEachTime,
  answerCancelsOtherBranches,
  cancelGoesDownstream,
  cancelReachesEveryBranch,
  cancelWaitsForProvisional,
  challengesAreGathered,
  connectionStaysOpen,
  copyKeepsEverything,
  credentialsAreAskedFor,
  credentialsHoldForTheAck,
  cutResponseIsDropped,
  datagramEndsWithItsBody,
  deafCallerCancelsNothing,
  escapedHostIsAnother,
  finalResponseUntilAck,
  foreignCredentialsStay,
  foreignMaddrIsTheTarget,
  globalFailureEndsTheSearch,
  helpful4xxIsChosen,
  inviteIsRepeatedDownstream,
  largestDatagramsAreRead,
  lateAnswerGoesUp,
  lateDeviceRingsToo,
  lengthIsAddedOnAStream,
  localNumberIsNotGuessed,
  lossBehindAStreamIsMadeUp,
  malformedRequestGets400,
  maxForwardsGoesDown,
  maxForwardsZeroGets483,
  mergedRequestsAreForwarded,
  nextRouteIsFollowed,
  noTargetTwice,
  noTryingForOtherMethods,
  optionsAnsweredWithoutAllow,
  optionsWithMaxForwardsZero,
  ownMaddrIsRemoved,
  ownRouteIsRemoved,
  ownViaOnTop,
  prackOfOthersIsForwarded,
  provisionalIsForwarded,
  proxyRequireGets420,
  receivedIsAdded,
  recordRouteLeadsBack,
  redirectionGoesUp,
  refusalIsAProperResponse,
  refusalIsAcknowledged,
  refusalWaitsForOtherBranches,
  repeatedInviteIsAbsorbed,
  repeatedRequestGetsIts100,
  repeatedRequestGetsItsAnswer,
  requestIsRepeatedDownstream,
  responseForTheProxyAlone,
  responseGoesToSentBy,
  responseOfOthersIsDropped,
  responseOnANewConnection,
  responseOnTheSameConnection,
  responsesStayAsTheyAre,
  ringingIsNotCutShort,
  shortAndJoinedFieldsAreRead,
  silenceBecomes408,
  silentBranchEndsByTimerC,
  sipsStaysSecure,
  spiralIsNoLoop,
  staysByRecordRoute,
  strayCancelIsForwarded,
  strictRoutedRequestIsRestored,
  strictRouterGetsItsUri,
  subscriptionsPass,
  targetBecomesRequestUri,
  telParametersStay,
  toTagsStay,
  tryingAtOnce,
  tryingIsNotForwarded,
  udpAndTcpAreServed,
  unavailableBecomes500,
  unknownMethodIsForwarded,
  unknownSchemeGets416,
  unknownUserGets404,
  unreachableDeviceCountsAs503,
  userIsFoundByCanonicalUri,
  userWithoutBindingGets480,
];
