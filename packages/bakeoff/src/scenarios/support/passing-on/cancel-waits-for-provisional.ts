import { sends } from '../../../control/controls.ts';
import { cancelOf } from '../../../end/ack-and-cancel.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import { ringBob } from '../call-through.ts';
import type { PassesOn } from './passes-on.ts';

export const cancelWaitsForProvisional = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/cancel-waits-for-provisional`,
    title: 'A CANCEL goes on only when the device has answered provisionally',
    role,
    judges: {
      '3261-9.1-08': sends('INVITE')
        .nth(1)
        .and('a CANCEL', (message) => (message.kind === 'request' ? cancelOf(message) : message), 600),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const { alice, bob } = ends;
      const { sent, came } = await ringBob(stage, ends);
      await alice.response(alice.send(cancelOf(sent)), 200);
      const early = await bob.unwanted((message) => message.kind === 'request' && message.method === 'CANCEL', 1_500);
      stage.require('3261-9.1-08', early === undefined, 'no CANCEL before a provisional response', early);
      bob.reply(came, 180);
      const cancel = await bob.next('CANCEL', { expected: 'the CANCEL after the 180' });
      stage.judge('3261-9.1-08', true, 'the CANCEL after the 180', cancel);
      bob.reply(cancel, 200);
      bob.reply(came, 487);
    },
  });
