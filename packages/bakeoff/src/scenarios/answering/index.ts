// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import answerThatNobodyAcknowledges from './answer-that-nobody-acknowledges.ts';
import busy from './busy.ts';
import byeEndsCall from './bye-ends-call.ts';
import byeWhileRinging from './bye-while-ringing.ts';
import callerWithoutFromTag from './caller-without-from-tag.ts';
import cancelOfNothing from './cancel-of-nothing.ts';
import cancelledInvite from './cancelled-invite.ts';
import changeThatCannotBeTaken from './change-that-cannot-be-taken.ts';
import changeThatNobodyAcknowledges from './change-that-nobody-acknowledges.ts';
import compactAndCombinedHeaders from './compact-and-combined-headers.ts';
import contactIsSipsWhenAsked from './contact-is-sips-when-asked.ts';
import contactOfTheCallee from './contact-of-the-callee.ts';
import dialogLivesOn from './dialog-lives-on.ts';
import firstRequestOfTheCalleeSetsOrder from './first-request-of-the-callee-sets-order.ts';
import hangUpBeforeTheAck from './hang-up-before-the-ack.ts';
import hangUpWhileRinging from './hang-up-while-ringing.ts';
import invitationExpires from './invitation-expires.ts';
import inviteGets100 from './invite-gets-100.ts';
import inviteWithoutOffer from './invite-without-offer.ts';
import invitesThatCross from './invites-that-cross.ts';
import mergedRequest from './merged-request.ts';
import methodBeforeEverythingElse from './method-before-everything-else.ts';
import methodThatIsNotSupported from './method-that-is-not-supported.ts';
import noRouteWithoutRecordRoute from './no-route-without-record-route.ts';
import noSecondOffer from './no-second-offer.ts';
import nonInviteIsAnsweredAtOnce from './non-invite-is-answered-at-once.ts';
import offerIsAnswered from './offer-is-answered.ts';
import offerThatCannotBeTaken from './offer-that-cannot-be-taken.ts';
import optionalBody from './optional-body.ts';
import optionsDescribesMedia from './options-describes-media.ts';
import optionsGetsStatusOfInvite from './options-gets-status-of-invite.ts';
import optionsListsAbilities from './options-lists-abilities.ts';
import orderOfRequests from './order-of-requests.ts';
import reInviteWithoutOffer from './re-invite-without-offer.ts';
import redirection from './redirection.ts';
import requestUriThatIsNotItsOwn from './request-uri-that-is-not-its-own.ts';
import requestsOfUnknownDialogs from './requests-of-unknown-dialogs.ts';
import requireInCancel from './require-in-cancel.ts';
import responsesRepeatTheRequest from './responses-repeat-the-request.ts';
import ringingIsToldEveryMinute from './ringing-is-told-every-minute.ts';
import routeSetOfTheCallee from './route-set-of-the-callee.ts';
import secondInviteBeforeTheAnswer from './second-invite-before-the-answer.ts';
import sessionIsChanged from './session-is-changed.ts';
import strangeHeadersArePassedOver from './strange-headers-are-passed-over.ts';
import targetRefresh from './target-refresh.ts';
import toThatNamesSomebodyElse from './to-that-names-somebody-else.ts';
import unknownBody from './unknown-body.ts';
import unknownContentEncoding from './unknown-content-encoding.ts';
import unknownContentLanguage from './unknown-content-language.ts';
import unknownExtension from './unknown-extension.ts';
import unknownUriParameters from './unknown-uri-parameters.ts';

/** Every scenario for the role answering. */
export const SCENARIOS: readonly Scenario[] = [
  answerThatNobodyAcknowledges,
  busy,
  byeEndsCall,
  byeWhileRinging,
  callerWithoutFromTag,
  cancelOfNothing,
  cancelledInvite,
  changeThatCannotBeTaken,
  changeThatNobodyAcknowledges,
  compactAndCombinedHeaders,
  contactIsSipsWhenAsked,
  contactOfTheCallee,
  dialogLivesOn,
  firstRequestOfTheCalleeSetsOrder,
  hangUpBeforeTheAck,
  hangUpWhileRinging,
  invitationExpires,
  inviteGets100,
  inviteWithoutOffer,
  invitesThatCross,
  mergedRequest,
  methodBeforeEverythingElse,
  methodThatIsNotSupported,
  noRouteWithoutRecordRoute,
  noSecondOffer,
  nonInviteIsAnsweredAtOnce,
  offerIsAnswered,
  offerThatCannotBeTaken,
  optionalBody,
  optionsDescribesMedia,
  optionsGetsStatusOfInvite,
  optionsListsAbilities,
  orderOfRequests,
  reInviteWithoutOffer,
  redirection,
  requestUriThatIsNotItsOwn,
  requestsOfUnknownDialogs,
  requireInCancel,
  responsesRepeatTheRequest,
  ringingIsToldEveryMinute,
  routeSetOfTheCallee,
  secondInviteBeforeTheAnswer,
  sessionIsChanged,
  strangeHeadersArePassedOver,
  targetRefresh,
  toThatNamesSomebodyElse,
  unknownBody,
  unknownContentEncoding,
  unknownContentLanguage,
  unknownExtension,
  unknownUriParameters,
];
