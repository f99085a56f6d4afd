// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import answerAfterLostConnection from './answer-after-lost-connection.ts';
import answerThatNobodyAcknowledges from './answer-that-nobody-acknowledges.ts';
import answerWaitsForPrack from './answer-waits-for-prack.ts';
import bodyAndContentLength from './body-and-content-length.ts';
import bodyOfAnotherPackage from './body-of-another-package.ts';
import busy from './busy.ts';
import byeEndsCall from './bye-ends-call.ts';
import byeWhileRinging from './bye-while-ringing.ts';
import callerWithoutFromTag from './caller-without-from-tag.ts';
import cancelOfNothing from './cancel-of-nothing.ts';
import cancelledInvite from './cancelled-invite.ts';
import changeThatCannotBeTaken from './change-that-cannot-be-taken.ts';
import changeThatNobodyAcknowledges from './change-that-nobody-acknowledges.ts';
import clientOfRfc2543 from './client-of-rfc-2543.ts';
import compactAndCombinedHeaders from './compact-and-combined-headers.ts';
import contactIsSipsWhenAsked from './contact-is-sips-when-asked.ts';
import contactOfTheCallee from './contact-of-the-callee.ts';
import datagramWithoutLength from './datagram-without-length.ts';
import dialogLivesOn from './dialog-lives-on.ts';
import earlyUpdateNamesTheContact from './early-update-names-the-contact.ts';
import firstRequestOfTheCalleeSetsOrder from './first-request-of-the-callee-sets-order.ts';
import firstRseqIsRandom from './first-rseq-is-random.ts';
import hangUpBeforeTheAck from './hang-up-before-the-ack.ts';
import hangUpWhileRinging from './hang-up-while-ringing.ts';
import infoPackageBody from './info-package-body.ts';
import invitationExpires from './invitation-expires.ts';
import inviteGets100 from './invite-gets-100.ts';
import inviteWithoutOffer from './invite-without-offer.ts';
import invitesThatCross from './invites-that-cross.ts';
import knownInfoPackage from './known-info-package.ts';
import mergedRequest from './merged-request.ts';
import messageIsTaken from './message-is-taken.ts';
import methodBeforeEverythingElse from './method-before-everything-else.ts';
import methodThatIsNotSupported from './method-that-is-not-supported.ts';
import noByeAfterARefusal from './no-bye-after-a-refusal.ts';
import noExtensionUnasked from './no-extension-unasked.ts';
import noRouteWithoutRecordRoute from './no-route-without-record-route.ts';
import noSecondOffer from './no-second-offer.ts';
import nonInviteIsAnsweredAtOnce from './non-invite-is-answered-at-once.ts';
import offerInPrack from './offer-in-prack.ts';
import offerInReliableProgress from './offer-in-reliable-progress.ts';
import offerIsAnswered from './offer-is-answered.ts';
import offerThatCannotBeTaken from './offer-that-cannot-be-taken.ts';
import optionalBody from './optional-body.ts';
import optionsDescribesMedia from './options-describes-media.ts';
import optionsGetsStatusOfInvite from './options-gets-status-of-invite.ts';
import optionsListsAbilities from './options-lists-abilities.ts';
import orderOfRequests from './order-of-requests.ts';
import packagesAfterARefusal from './packages-after-a-refusal.ts';
import plainInvite from './plain-invite.ts';
import reInviteWithoutOffer from './re-invite-without-offer.ts';
import receivedAndSentBy from './received-and-sent-by.ts';
import recvInfo from './recv-info.ts';
import redirection from './redirection.ts';
import referIsNotReportedTooOften from './refer-is-not-reported-too-often.ts';
import referIsReported from './refer-is-reported.ts';
import referToAnotherScheme from './refer-to-another-scheme.ts';
import referToNobodyOrTwo from './refer-to-nobody-or-two.ts';
import referralOutlastsTheCall from './referral-outlasts-the-call.ts';
import referredCallOutlivesItsSubscription from './referred-call-outlives-its-subscription.ts';
import refusalBeforePrack from './refusal-before-prack.ts';
import refusalThatNobodyAcknowledges from './refusal-that-nobody-acknowledges.ts';
import refusalUntilAcknowledged from './refusal-until-acknowledged.ts';
import reliableProgress from './reliable-progress.ts';
import reliableProgressGoesOn from './reliable-progress-goes-on.ts';
import reliableProgressThatNobodyAcknowledges from './reliable-progress-that-nobody-acknowledges.ts';
import reliableProgressUntilPrack from './reliable-progress-until-prack.ts';
import repeatedInviteWhileRinging from './repeated-invite-while-ringing.ts';
import repeatedRequest from './repeated-request.ts';
import requestUriThatIsNotItsOwn from './request-uri-that-is-not-its-own.ts';
import requestsOfUnknownDialogs from './requests-of-unknown-dialogs.ts';
import requireInCancel from './require-in-cancel.ts';
import responseThatIsCutShort from './response-that-is-cut-short.ts';
import responsesRepeatTheRequest from './responses-repeat-the-request.ts';
import ringingIsToldEveryMinute from './ringing-is-told-every-minute.ts';
import routeSetOfTheCallee from './route-set-of-the-callee.ts';
import secondInviteBeforeTheAnswer from './second-invite-before-the-answer.ts';
import secondReferHasAnId from './second-refer-has-an-id.ts';
import sessionIsChanged from './session-is-changed.ts';
import strangeHeadersArePassedOver from './strange-headers-are-passed-over.ts';
import subscriptionToRefer from './subscription-to-refer.ts';
import targetRefresh from './target-refresh.ts';
import tcpBesideUdp from './tcp-beside-udp.ts';
import toThatNamesSomebodyElse from './to-that-names-somebody-else.ts';
import tryingIsNeverReliable from './trying-is-never-reliable.ts';
import unknownBody from './unknown-body.ts';
import unknownContentEncoding from './unknown-content-encoding.ts';
import unknownContentLanguage from './unknown-content-language.ts';
import unknownExtension from './unknown-extension.ts';
import unknownInfoPackage from './unknown-info-package.ts';
import unknownUriParameters from './unknown-uri-parameters.ts';
import unwillingToBeReliable from './unwilling-to-be-reliable.ts';
import updateBeforeTheAnswer from './update-before-the-answer.ts';
import updateChangesSession from './update-changes-session.ts';
import updateWhileOfferIsOpen from './update-while-offer-is-open.ts';
import updatesThatOverlap from './updates-that-overlap.ts';

/** Every scenario for the role answering. */
export const SCENARIOS: readonly Scenario[] = [
  answerAfterLostConnection,
  answerThatNobodyAcknowledges,
  answerWaitsForPrack,
  bodyAndContentLength,
  bodyOfAnotherPackage,
  busy,
  byeEndsCall,
  byeWhileRinging,
  callerWithoutFromTag,
  cancelOfNothing,
  cancelledInvite,
  changeThatCannotBeTaken,
  changeThatNobodyAcknowledges,
  clientOfRfc2543,
  compactAndCombinedHeaders,
  contactIsSipsWhenAsked,
  contactOfTheCallee,
  datagramWithoutLength,
  dialogLivesOn,
  earlyUpdateNamesTheContact,
  firstRequestOfTheCalleeSetsOrder,
  firstRseqIsRandom,
  hangUpBeforeTheAck,
  hangUpWhileRinging,
  infoPackageBody,
  invitationExpires,
  inviteGets100,
  inviteWithoutOffer,
  invitesThatCross,
  knownInfoPackage,
  mergedRequest,
  messageIsTaken,
  methodBeforeEverythingElse,
  methodThatIsNotSupported,
  noByeAfterARefusal,
  noExtensionUnasked,
  noRouteWithoutRecordRoute,
  noSecondOffer,
  nonInviteIsAnsweredAtOnce,
  offerInPrack,
  offerInReliableProgress,
  offerIsAnswered,
  offerThatCannotBeTaken,
  optionalBody,
  optionsDescribesMedia,
  optionsGetsStatusOfInvite,
  optionsListsAbilities,
  orderOfRequests,
  packagesAfterARefusal,
  plainInvite,
  reInviteWithoutOffer,
  receivedAndSentBy,
  recvInfo,
  redirection,
  referIsNotReportedTooOften,
  referIsReported,
  referToAnotherScheme,
  referToNobodyOrTwo,
  referralOutlastsTheCall,
  referredCallOutlivesItsSubscription,
  refusalBeforePrack,
  refusalThatNobodyAcknowledges,
  refusalUntilAcknowledged,
  reliableProgress,
  reliableProgressGoesOn,
  reliableProgressThatNobodyAcknowledges,
  reliableProgressUntilPrack,
  repeatedInviteWhileRinging,
  repeatedRequest,
  requestUriThatIsNotItsOwn,
  requestsOfUnknownDialogs,
  requireInCancel,
  responseThatIsCutShort,
  responsesRepeatTheRequest,
  ringingIsToldEveryMinute,
  routeSetOfTheCallee,
  secondInviteBeforeTheAnswer,
  secondReferHasAnId,
  sessionIsChanged,
  strangeHeadersArePassedOver,
  subscriptionToRefer,
  targetRefresh,
  tcpBesideUdp,
  toThatNamesSomebodyElse,
  tryingIsNeverReliable,
  unknownBody,
  unknownContentEncoding,
  unknownContentLanguage,
  unknownExtension,
  unknownInfoPackage,
  unknownUriParameters,
  unwillingToBeReliable,
  updateBeforeTheAnswer,
  updateChangesSession,
  updateWhileOfferIsOpen,
  updatesThatOverlap,
];
