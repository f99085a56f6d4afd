import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { CUT_AS_WHOLE } from '../support/cut-as-whole.ts';
import { ringBob } from '../support/call-through.ts';

export default scenario({
  id: 'proxy/cut-response-is-dropped',
  title: 'A response whose body is cut short goes no further',
  role: 'proxy',
  protocols: ['UDP'],
  judges: {
    '3261-18.3-02': CUT_AS_WHOLE,
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    // A whole one first, so that what follows is not the first that the proxy hears.
    const whole = bob.reply(came, 180);
    const cut = whole.clone();
    cut.setBody(SDP, bob.sdp());
    bob.sendOnce(cut.toWire().replace('SIP/2.0 180', 'SIP/2.0 183').slice(0, -10));
    await alice.response(sent, 180);
    const late = await alice.unwanted((message) => message.kind === 'response' && message.status === 183, 1_000);
    stage.judge('3261-18.3-02', late === undefined, 'no 183', late);
  },
});
