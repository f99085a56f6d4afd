import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';

export default scenario({
  id: 'gateway/caller-that-has-gone-is-given-up',
  title: 'When the connection of a caller closes, the phone that rings is cancelled, after a provisional response',
  role: 'gateway',
  judges: {
    '3261-9.1-02': sends('CANCEL').changing('Call-ID', (value) => `${value}x`),
    '3261-9.1-03': sends('CANCEL').adding('Via', 'SIP/2.0/WS 192.0.2.1;branch=z9hG4bKmore'),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    bob.reply(came, 180);
    await alice.response(sent, 180);
    alice.hangUpConnection();
    const cancel = await bob.next('CANCEL', { withinMs: 60_000 });
    const isSame =
      cancel.uri === came.uri && ['Call-ID', 'From', 'To'].every((name) => cancel.raw(name) === came.raw(name));
    stage.judge('3261-9.1-02', isSame, 'Request-URI, Call-ID, From and To of its INVITE', cancel);
    const vias = [...cancel.headerLines()].filter(({ name }) => name === 'Via').length;
    stage.judge('3261-9.1-03', vias === 1, 'a single Via', cancel, `${vias} of them`);
    bob.reply(cancel, 200);
    bob.reply(came, 487);
  },
});
