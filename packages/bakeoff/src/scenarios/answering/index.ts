// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import byeEndsCall from './bye-ends-call.ts';
import cancelOfNothing from './cancel-of-nothing.ts';
import cancelledInvite from './cancelled-invite.ts';
import compactAndCombinedHeaders from './compact-and-combined-headers.ts';
import contactIsSipsWhenAsked from './contact-is-sips-when-asked.ts';
import contactOfTheCallee from './contact-of-the-callee.ts';
import inviteGets100 from './invite-gets-100.ts';
import mergedRequest from './merged-request.ts';
import methodBeforeEverythingElse from './method-before-everything-else.ts';
import methodThatIsNotSupported from './method-that-is-not-supported.ts';
import noRouteWithoutRecordRoute from './no-route-without-record-route.ts';
import nonInviteIsAnsweredAtOnce from './non-invite-is-answered-at-once.ts';
import optionalBody from './optional-body.ts';
import optionsDescribesMedia from './options-describes-media.ts';
import optionsGetsStatusOfInvite from './options-gets-status-of-invite.ts';
import optionsListsAbilities from './options-lists-abilities.ts';
import requestUriThatIsNotItsOwn from './request-uri-that-is-not-its-own.ts';
import requireInCancel from './require-in-cancel.ts';
import responsesRepeatTheRequest from './responses-repeat-the-request.ts';
import routeSetOfTheCallee from './route-set-of-the-callee.ts';
import strangeHeadersArePassedOver from './strange-headers-are-passed-over.ts';
import toThatNamesSomebodyElse from './to-that-names-somebody-else.ts';
import unknownBody from './unknown-body.ts';
import unknownContentEncoding from './unknown-content-encoding.ts';
import unknownContentLanguage from './unknown-content-language.ts';
import unknownExtension from './unknown-extension.ts';
import unknownUriParameters from './unknown-uri-parameters.ts';

/** Every scenario for the role answering. */
export const SCENARIOS: readonly Scenario[] = [
  byeEndsCall,
  cancelOfNothing,
  cancelledInvite,
  compactAndCombinedHeaders,
  contactIsSipsWhenAsked,
  contactOfTheCallee,
  inviteGets100,
  mergedRequest,
  methodBeforeEverythingElse,
  methodThatIsNotSupported,
  noRouteWithoutRecordRoute,
  nonInviteIsAnsweredAtOnce,
  optionalBody,
  optionsDescribesMedia,
  optionsGetsStatusOfInvite,
  optionsListsAbilities,
  requestUriThatIsNotItsOwn,
  requireInCancel,
  responsesRepeatTheRequest,
  routeSetOfTheCallee,
  strangeHeadersArePassedOver,
  toThatNamesSomebodyElse,
  unknownBody,
  unknownContentEncoding,
  unknownContentLanguage,
  unknownExtension,
  unknownUriParameters,
];
