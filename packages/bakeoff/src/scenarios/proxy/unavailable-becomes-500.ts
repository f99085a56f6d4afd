import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { ringBob } from '../support/call-through.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';

export default scenario({
  id: 'proxy/unavailable-becomes-500',
  title: 'The 503 of a device is not passed on as though the proxy were out of service',
  role: 'proxy',
  judges: {
    '3261-16.7-27': sends('500 INVITE').status(503),
    '3261-16.7-28': sends('500 INVITE').status(480),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    bob.reply(came, 503);
    const final = await alice.response(sent, 'final');
    stage.require('3261-16.7-27', final.status !== 503, 'another status than 503', final, '503');
    stage.judge('3261-16.7-28', final.status === 500, 'a 500', final, `${final.status}`);
  },
});
