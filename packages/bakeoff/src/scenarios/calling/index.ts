// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import anonymousCall from './anonymous-call.ts';
import callStartsFresh from './call-starts-fresh.ts';
import cancelAsItsInvite from './cancel-as-its-invite.ts';
import cancelCrossesAnswer from './cancel-crosses-answer.ts';
import cancelWaitsForProvisional from './cancel-waits-for-provisional.ts';
import cancelWithoutFinalResponse from './cancel-without-final-response.ts';
import inviteHasWhatItNeeds from './invite-has-what-it-needs.ts';
import inviteNamesWhomItCalls from './invite-names-whom-it-calls.ts';
import noCancelAfterAnswer from './no-cancel-after-answer.ts';
import provisionalResponses from './provisional-responses.ts';
import redirectAfterSilence from './redirect-after-silence.ts';
import redirectFollowed from './redirect-followed.ts';
import redirectInCircles from './redirect-in-circles.ts';
import redirectNext from './redirect-next.ts';
import responseWithTwoVias from './response-with-two-vias.ts';
import sipsNeedsTls from './sips-needs-tls.ts';
import unknownFinalResponses from './unknown-final-responses.ts';
import uriAsksForExtension from './uri-asks-for-extension.ts';
import uriComponents from './uri-components.ts';

/** Every scenario for the role calling. */
export const SCENARIOS: readonly Scenario[] = [
  anonymousCall,
  callStartsFresh,
  cancelAsItsInvite,
  cancelCrossesAnswer,
  cancelWaitsForProvisional,
  cancelWithoutFinalResponse,
  inviteHasWhatItNeeds,
  inviteNamesWhomItCalls,
  noCancelAfterAnswer,
  provisionalResponses,
  redirectAfterSilence,
  redirectFollowed,
  redirectInCircles,
  redirectNext,
  responseWithTwoVias,
  sipsNeedsTls,
  unknownFinalResponses,
  uriAsksForExtension,
  uriComponents,
];
