// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import ackForAnswer from './ack-for-answer.ts';
import ackForRefusal from './ack-for-refusal.ts';
import allowIsComplete from './allow-is-complete.ts';
import anonymousCall from './anonymous-call.ts';
import answerAfterRefusal from './answer-after-refusal.ts';
import answerInAck from './answer-in-ack.ts';
import answerInPrack from './answer-in-prack.ts';
import answerWithoutTag from './answer-without-tag.ts';
import byeRefused from './bye-refused.ts';
import callStartsFresh from './call-starts-fresh.ts';
import cancelAsItsInvite from './cancel-as-its-invite.ts';
import cancelCrossesAnswer from './cancel-crosses-answer.ts';
import cancelOfChangeWithRoute from './cancel-of-change-with-route.ts';
import cancelWaitsForProvisional from './cancel-waits-for-provisional.ts';
import cancelWithoutFinalResponse from './cancel-without-final-response.ts';
import challengeAnswered from './challenge-answered.ts';
import challengeWithoutQop from './challenge-without-qop.ts';
import changeByReinvite from './change-by-reinvite.ts';
import contactReachesIt from './contact-reaches-it.ts';
import credentialsRefused from './credentials-refused.ts';
import descriptionGoesAlone from './description-goes-alone.ts';
import dialogEndsWith481 from './dialog-ends-with-481.ts';
import dialogEndsWithoutResponse from './dialog-ends-without-response.ts';
import dialogLivesOn from './dialog-lives-on.ts';
import earlyDialogConfirmed from './early-dialog-confirmed.ts';
import escapedUser from './escaped-user.ts';
import finalStopsRetransmissions from './final-stops-retransmissions.ts';
import firstAnswerCounts from './first-answer-counts.ts';
import firstNumberOfOtherEnd from './first-number-of-other-end.ts';
import glare from './glare.ts';
import infoOfAPackage from './info-of-a-package.ts';
import infoOfTwoEnds from './info-of-two-ends.ts';
import infoOnlyWhenWanted from './info-only-when-wanted.ts';
import inviteAllowsUpdate from './invite-allows-update.ts';
import inviteHasWhatItNeeds from './invite-has-what-it-needs.ts';
import inviteIsSent from './invite-is-sent.ts';
import inviteListsAbilities from './invite-lists-abilities.ts';
import inviteNamesWhomItCalls from './invite-names-whom-it-calls.ts';
import inviteOffersReliability from './invite-offers-reliability.ts';
import inviteRetransmissions from './invite-retransmissions.ts';
import looseRoute from './loose-route.ts';
import message from './message.ts';
import messageSize from './message-size.ts';
import messageToImUri from './message-to-im-uri.ts';
import messagesInACall from './messages-in-a-call.ts';
import messagesMakeNoDialog from './messages-make-no-dialog.ts';
import messagesOneByOne from './messages-one-by-one.ts';
import noAllowForbidsNothing from './no-allow-forbids-nothing.ts';
import noCancelAfterAnswer from './no-cancel-after-answer.ts';
import noPrackFor100 from './no-prack-for-100.ts';
import noRetransmissionOverTcp from './no-retransmission-over-tcp.ts';
import notifyAnswered from './notify-answered.ts';
import notifyBeforeAnswer from './notify-before-answer.ts';
import notifyOfAFork from './notify-of-a-fork.ts';
import notifyTooLate from './notify-too-late.ts';
import offerInInvite from './offer-in-invite.ts';
import oneInviteAtATime from './one-invite-at-a-time.ts';
import oneRealmOneName from './one-realm-one-name.ts';
import options from './options.ts';
import otherReasonPhrases from './other-reason-phrases.ts';
import prack from './prack.ts';
import prackOutOfOrder from './prack-out-of-order.ts';
import provisionalResponses from './provisional-responses.ts';
import provisionalStopsRetransmissions from './provisional-stops-retransmissions.ts';
import publicationChanged from './publication-changed.ts';
import publicationForgotten from './publication-forgotten.ts';
import publicationKeepsTuples from './publication-keeps-tuples.ts';
import publicationRefreshed from './publication-refreshed.ts';
import publicationRemoved from './publication-removed.ts';
import publishChallenged from './publish-challenged.ts';
import publishHasWhatItNeeds from './publish-has-what-it-needs.ts';
import publishOneAtATime from './publish-one-at-a-time.ts';
import publishWithoutRouteSet from './publish-without-route-set.ts';
import redirectAfterSilence from './redirect-after-silence.ts';
import redirectByProxy from './redirect-by-proxy.ts';
import redirectFollowed from './redirect-followed.ts';
import redirectForAnHour from './redirect-for-an-hour.ts';
import redirectInCircles from './redirect-in-circles.ts';
import redirectNext from './redirect-next.ts';
import redirectNotRemembered from './redirect-not-remembered.ts';
import refer from './refer.ts';
import referNotifyBeforeAnswer from './refer-notify-before-answer.ts';
import refusalInDialogWithRoute from './refusal-in-dialog-with-route.ts';
import refusalIsFinal from './refusal-is-final.ts';
import refusedChange from './refused-change.ts';
import refusedUpdate from './refused-update.ts';
import repeatedRefusal from './repeated-refusal.ts';
import requestInDialog from './request-in-dialog.ts';
import requestRetransmissions from './request-retransmissions.ts';
import requestUnderWay from './request-under-way.ts';
import responseForOthers from './response-for-others.ts';
import responseFromElsewhere from './response-from-elsewhere.ts';
import responseWithTwoVias from './response-with-two-vias.ts';
import routeOfItsDialogOnly from './route-of-its-dialog-only.ts';
import serverThatFailsOnce from './server-that-fails-once.ts';
import sipsNeedsTls from './sips-needs-tls.ts';
import staleNonce from './stale-nonce.ts';
import strictRoute from './strict-route.ts';
import subscribeHasWhatItNeeds from './subscribe-has-what-it-needs.ts';
import subscribeIsNotCancelled from './subscribe-is-not-cancelled.ts';
import subscriptionAccepted202 from './subscription-accepted-202.ts';
import subscriptionBesideACall from './subscription-beside-a-call.ts';
import subscriptionDeactivated from './subscription-deactivated.ts';
import subscriptionEndedForGood from './subscription-ended-for-good.ts';
import subscriptionOnProbation from './subscription-on-probation.ts';
import subscriptionRefreshed from './subscription-refreshed.ts';
import targetRefresh from './target-refresh.ts';
import telBecomesSip from './tel-becomes-sip.ts';
import toneByInfo from './tone-by-info.ts';
import twoAnswers from './two-answers.ts';
import unacceptableOffer from './unacceptable-offer.ts';
import unknownFinalResponses from './unknown-final-responses.ts';
import updateGlare from './update-glare.ts';
import uriAsksForExtension from './uri-asks-for-extension.ts';
import uriComponents from './uri-components.ts';
import uriNamesAMethod from './uri-names-a-method.ts';
import uriThatBreaksARequest from './uri-that-breaks-a-request.ts';
import waitsForAckBeforeInvite from './waits-for-ack-before-invite.ts';
import warningChangesNothing from './warning-changes-nothing.ts';

/** Every scenario for the role calling. */
export const SCENARIOS: readonly Scenario[] = [
  ackForAnswer,
  ackForRefusal,
  allowIsComplete,
  anonymousCall,
  answerAfterRefusal,
  answerInAck,
  answerInPrack,
  answerWithoutTag,
  byeRefused,
  callStartsFresh,
  cancelAsItsInvite,
  cancelCrossesAnswer,
  cancelOfChangeWithRoute,
  cancelWaitsForProvisional,
  cancelWithoutFinalResponse,
  challengeAnswered,
  challengeWithoutQop,
  changeByReinvite,
  contactReachesIt,
  credentialsRefused,
  descriptionGoesAlone,
  dialogEndsWith481,
  dialogEndsWithoutResponse,
  dialogLivesOn,
  earlyDialogConfirmed,
  escapedUser,
  finalStopsRetransmissions,
  firstAnswerCounts,
  firstNumberOfOtherEnd,
  glare,
  infoOfAPackage,
  infoOfTwoEnds,
  infoOnlyWhenWanted,
  inviteAllowsUpdate,
  inviteHasWhatItNeeds,
  inviteIsSent,
  inviteListsAbilities,
  inviteNamesWhomItCalls,
  inviteOffersReliability,
  inviteRetransmissions,
  looseRoute,
  message,
  messageSize,
  messageToImUri,
  messagesInACall,
  messagesMakeNoDialog,
  messagesOneByOne,
  noAllowForbidsNothing,
  noCancelAfterAnswer,
  noPrackFor100,
  noRetransmissionOverTcp,
  notifyAnswered,
  notifyBeforeAnswer,
  notifyOfAFork,
  notifyTooLate,
  offerInInvite,
  oneInviteAtATime,
  oneRealmOneName,
  options,
  otherReasonPhrases,
  prack,
  prackOutOfOrder,
  provisionalResponses,
  provisionalStopsRetransmissions,
  publicationChanged,
  publicationForgotten,
  publicationKeepsTuples,
  publicationRefreshed,
  publicationRemoved,
  publishChallenged,
  publishHasWhatItNeeds,
  publishOneAtATime,
  publishWithoutRouteSet,
  redirectAfterSilence,
  redirectByProxy,
  redirectFollowed,
  redirectForAnHour,
  redirectInCircles,
  redirectNext,
  redirectNotRemembered,
  refer,
  referNotifyBeforeAnswer,
  refusalInDialogWithRoute,
  refusalIsFinal,
  refusedChange,
  refusedUpdate,
  repeatedRefusal,
  requestInDialog,
  requestRetransmissions,
  requestUnderWay,
  responseForOthers,
  responseFromElsewhere,
  responseWithTwoVias,
  routeOfItsDialogOnly,
  serverThatFailsOnce,
  sipsNeedsTls,
  staleNonce,
  strictRoute,
  subscribeHasWhatItNeeds,
  subscribeIsNotCancelled,
  subscriptionAccepted202,
  subscriptionBesideACall,
  subscriptionDeactivated,
  subscriptionEndedForGood,
  subscriptionOnProbation,
  subscriptionRefreshed,
  targetRefresh,
  telBecomesSip,
  toneByInfo,
  twoAnswers,
  unacceptableOffer,
  unknownFinalResponses,
  updateGlare,
  uriAsksForExtension,
  uriComponents,
  uriNamesAMethod,
  uriThatBreaksARequest,
  waitsForAckBeforeInvite,
  warningChangesNothing,
];
