import type { SipMessage } from '@sidetone/sip';
import { hears, sends } from '../../../control/controls.ts';
import { cancelOf } from '../../../end/ack-and-cancel.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import { ringBob } from '../call-through.ts';
import type { PassesOn } from './passes-on.ts';

export const ringingIsNotCutShort = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/ringing-is-not-cut-short`,
    title: 'A device may ring for more than 3 minutes after each provisional response, and is cancelled at the end',
    role,
    limitMs: 700_000,
    judges: {
      '3261-16.7-04': hears('183 INVITE').lost(),
      '3261-16.7-05': sends('INVITE').and(
        'a CANCEL after 290 s',
        (message) => (message.kind === 'request' ? cancelOf(message) : message),
        290_000,
      ),
      '3261-16.8-02': sends('CANCEL').lost(),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const { alice, bob } = ends;
      const { sent, came } = await ringBob(stage, ends);
      const cancelled = (ms: number): Promise<SipMessage | undefined> =>
        bob.unwanted((message) => message.kind === 'request' && message.method === 'CANCEL', ms);
      bob.reply(came, 180);
      const soon = await cancelled(170_000);
      stage.require('3261-16.7-05', soon === undefined, 'no CANCEL for 3 minutes after the 180', soon);
      bob.reply(came, 183);
      const early = await cancelled(80_000);
      stage.require('3261-16.7-04', early === undefined, 'timer C started anew by the 183', early);
      const later = await cancelled(95_000);
      stage.require('3261-16.7-05', later === undefined, 'no CANCEL for 3 minutes after the 183', later);
      const final = await alice.response(sent, 'final', { withinMs: 240_000 });
      const cancel = await cancelled(1_000);
      stage.judge(
        '3261-16.8-02',
        cancel !== undefined,
        'a CANCEL for the device when the call is given up',
        final,
        'none',
      );
    },
  });
