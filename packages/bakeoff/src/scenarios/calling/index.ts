// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import ackForAnswer from './ack-for-answer.ts';
import allowIsComplete from './allow-is-complete.ts';
import anonymousCall from './anonymous-call.ts';
import answerAfterRefusal from './answer-after-refusal.ts';
import answerInAck from './answer-in-ack.ts';
import answerWithoutTag from './answer-without-tag.ts';
import byeRefused from './bye-refused.ts';
import callStartsFresh from './call-starts-fresh.ts';
import cancelAsItsInvite from './cancel-as-its-invite.ts';
import cancelCrossesAnswer from './cancel-crosses-answer.ts';
import cancelWaitsForProvisional from './cancel-waits-for-provisional.ts';
import cancelWithoutFinalResponse from './cancel-without-final-response.ts';
import dialogEndsWith481 from './dialog-ends-with-481.ts';
import dialogEndsWithoutResponse from './dialog-ends-without-response.ts';
import earlyDialogConfirmed from './early-dialog-confirmed.ts';
import inviteHasWhatItNeeds from './invite-has-what-it-needs.ts';
import inviteListsAbilities from './invite-lists-abilities.ts';
import inviteNamesWhomItCalls from './invite-names-whom-it-calls.ts';
import looseRoute from './loose-route.ts';
import noCancelAfterAnswer from './no-cancel-after-answer.ts';
import offerInInvite from './offer-in-invite.ts';
import provisionalResponses from './provisional-responses.ts';
import redirectAfterSilence from './redirect-after-silence.ts';
import redirectFollowed from './redirect-followed.ts';
import redirectInCircles from './redirect-in-circles.ts';
import redirectNext from './redirect-next.ts';
import requestInDialog from './request-in-dialog.ts';
import responseWithTwoVias from './response-with-two-vias.ts';
import sipsNeedsTls from './sips-needs-tls.ts';
import strictRoute from './strict-route.ts';
import targetRefresh from './target-refresh.ts';
import twoAnswers from './two-answers.ts';
import unacceptableOffer from './unacceptable-offer.ts';
import unknownFinalResponses from './unknown-final-responses.ts';
import uriAsksForExtension from './uri-asks-for-extension.ts';
import uriComponents from './uri-components.ts';

/** Every scenario for the role calling. */
export const SCENARIOS: readonly Scenario[] = [
  ackForAnswer,
  allowIsComplete,
  anonymousCall,
  answerAfterRefusal,
  answerInAck,
  answerWithoutTag,
  byeRefused,
  callStartsFresh,
  cancelAsItsInvite,
  cancelCrossesAnswer,
  cancelWaitsForProvisional,
  cancelWithoutFinalResponse,
  dialogEndsWith481,
  dialogEndsWithoutResponse,
  earlyDialogConfirmed,
  inviteHasWhatItNeeds,
  inviteListsAbilities,
  inviteNamesWhomItCalls,
  looseRoute,
  noCancelAfterAnswer,
  offerInInvite,
  provisionalResponses,
  redirectAfterSilence,
  redirectFollowed,
  redirectInCircles,
  redirectNext,
  requestInDialog,
  responseWithTwoVias,
  sipsNeedsTls,
  strictRoute,
  targetRefresh,
  twoAnswers,
  unacceptableOffer,
  unknownFinalResponses,
  uriAsksForExtension,
  uriComponents,
];
