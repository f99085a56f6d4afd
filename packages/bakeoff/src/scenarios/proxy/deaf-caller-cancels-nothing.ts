import { sends } from '../../control/controls.ts';
import { cancelOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';

export default scenario({
  id: 'proxy/deaf-caller-cancels-nothing',
  title: 'When a provisional response cannot be delivered, the device goes on ringing',
  role: 'proxy',
  protocols: ['TCP'],
  judges: {
    '3261-16.9-02': sends('INVITE').and(
      'a CANCEL',
      (message) => (message.kind === 'request' ? cancelOf(message) : message),
      500,
    ),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage, { bob: { protocol: 'UDP' } });
    const { alice, bob } = ends;
    const { came } = await ringBob(stage, ends);
    await alice.close();
    bob.reply(came, 180);
    const cancel = await bob.unwanted((message) => message.kind === 'request' && message.method === 'CANCEL', 3_000);
    stage.judge('3261-16.9-02', cancel === undefined, 'no CANCEL', cancel);
    bob.reply(came, 486);
  },
});
