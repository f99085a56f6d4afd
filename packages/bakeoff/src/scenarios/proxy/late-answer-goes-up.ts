import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { answerCall, ringBob } from '../support/call-through.ts';
import { linesOf } from '../support/header-lines.ts';

const IDS = ['3261-16.7-15', '3261-16.7-46'] as const;
const LOSES = hears('200 INVITE').lost();

export default scenario({
  id: 'proxy/late-answer-goes-up',
  title: 'A 200 that comes after the call was given up reaches the caller all the same',
  role: 'proxy',
  protocols: ['UDP'],
  limitMs: 120_000,
  judges: {
    '3261-16.7-15': LOSES,
    '3261-16.7-46': LOSES,
    '3261-16.11-18': sends('200 INVITE').adding('Via', 'SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKleft'),
    '3261-16.11-19': sends('200 INVITE').body('text/plain', 'something else'),
    '3261-16.11-20': sends('200 INVITE').without('X-Odd'),
  },
  async run(stage: Stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    const given = await alice.response(sent, 'final', { withinMs: 60_000 });
    stage.need(given.status >= 300, 'a call that is given up');
    await stage.pass(8_000);
    const late = answerCall(bob, came, (response) => response.addRaw('X-Odd', 'kept'));
    const expected = 'the late 200';
    const answer = await alice.response(sent, 200, { judges: IDS, expected });
    stage.judge(IDS, true, expected, answer);
    const vias = linesOf(answer, 'Via').flatMap((line) => line.split(/,\s*(?=SIP)/));
    stage.judge('3261-16.11-18', vias.length === 1, 'one Via, our own', answer, `Via: ${vias.join(', ')}`);
    stage.judge('3261-16.11-19', answer.body === late.body, 'its body', answer);
    stage.judge('3261-16.11-20', answer.raw('X-Odd') === 'kept', 'its header values', answer, 'a 200 without X-Odd');
  },
});
