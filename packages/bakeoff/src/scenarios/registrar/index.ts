// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import answersInForm from './answers-in-form.ts';
import asksForCredentials from './asks-for-credentials.ts';
import changesAllOrNothing from './changes-all-or-nothing.ts';
import comparesContactsAsUris from './compares-contacts-as-uris.ts';
import forgetsWhatExpires from './forgets-what-expires.ts';
import ignoresRecordRoute from './ignores-record-route.ts';
import knowsAddressInAnyForm from './knows-address-in-any-form.ts';
import listsEveryBinding from './lists-every-binding.ts';
import neverAnswers6xx from './never-answers-6xx.ts';
import neverChallengesAckOrCancel from './never-challenges-ack-or-cancel.ts';
import passesOverUnknownHeaders from './passes-over-unknown-headers.ts';
import readsContactLists from './reads-contact-lists.ts';
import refusesBasic from './refuses-basic.ts';
import refusesBriefLifetime from './refuses-brief-lifetime.ts';
import refusesForeignAddress from './refuses-foreign-address.ts';
import refusesOldCseq from './refuses-old-cseq.ts';
import refusesOtherSchemes from './refuses-other-schemes.ts';
import refusesOthersBindings from './refuses-others-bindings.ts';
import refusesRefer from './refuses-refer.ts';
import refusesUnknownExtension from './refuses-unknown-extension.ts';
import refusesWrongCredentials from './refuses-wrong-credentials.ts';
import servesInOrder from './serves-in-order.ts';
import starNeedsExpiresZero from './star-needs-expires-zero.ts';
import starNeedsNewCseq from './star-needs-new-cseq.ts';
import starRemovesBindings from './star-removes-bindings.ts';
import takesAskedLifetime from './takes-asked-lifetime.ts';
import takesCredentialsWithoutQop from './takes-credentials-without-qop.ts';
import takesMalformedExpires from './takes-malformed-expires.ts';
import takesPreferences from './takes-preferences.ts';
import updatesByCallId from './updates-by-call-id.ts';

/** Every scenario for the role registrar. */
export const SCENARIOS: readonly Scenario[] = [
  answersInForm,
  asksForCredentials,
  changesAllOrNothing,
  comparesContactsAsUris,
  forgetsWhatExpires,
  ignoresRecordRoute,
  knowsAddressInAnyForm,
  listsEveryBinding,
  neverAnswers6xx,
  neverChallengesAckOrCancel,
  passesOverUnknownHeaders,
  readsContactLists,
  refusesBasic,
  refusesBriefLifetime,
  refusesForeignAddress,
  refusesOldCseq,
  refusesOtherSchemes,
  refusesOthersBindings,
  refusesRefer,
  refusesUnknownExtension,
  refusesWrongCredentials,
  servesInOrder,
  starNeedsExpiresZero,
  starNeedsNewCseq,
  starRemovesBindings,
  takesAskedLifetime,
  takesCredentialsWithoutQop,
  takesMalformedExpires,
  takesPreferences,
  updatesByCallId,
];
