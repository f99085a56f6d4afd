import { createResponse, type SipRequest } from '@sidetone/sip';
import { hears } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import { forwarded } from '../forwarded.ts';
import type { PassesOn } from './passes-on.ts';

export const noTryingForOtherMethods = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/no-trying-for-other-methods`,
    title: 'A request other than INVITE gets no 100',
    role,
    judges: {
      '3261-16.2-02': hears('OPTIONS')
        .nth(2)
        .and('a 100', (message) => createResponse(message as SipRequest, 100), 500),
    },
    async run(stage) {
      const { alice, bob } = await aliceAndBob(stage);
      const { sent, came } = await forwarded(stage, alice, alice.request('OPTIONS', bob.aor), bob);
      // RFC 4320 §4.1 lets one go when the caller has slowed down, after more than 3 s.
      await stage.pass(2_500);
      bob.reply(came, 200);
      const answer = await alice.response(sent, 'any');
      stage.judge('3261-16.2-02', answer.status !== 100, 'no 100 to OPTIONS', answer);
    },
  });
