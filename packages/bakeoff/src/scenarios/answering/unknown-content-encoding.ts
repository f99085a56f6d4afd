import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteTo } from '../support/call-target.ts';
import { expectStatus, fieldShown } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/unknown-content-encoding',
  title:
    'A body in an encoding that it does not understand is refused with 415, which lists the encodings that it does',
  role: 'answering',
  judges: {
    '3261-20.12-01': hears('INVITE').answered(488),
    '3261-8.2.3-03': sends('415 INVITE').without('Accept-Encoding'),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const invite = inviteTo(stage, alice, { headers: { 'Content-Encoding': 'x-bakeoff' } });
    const answer = await expectStatus(stage, alice, invite, 415, '3261-20.12-01', 'a body in an unknown encoding');
    stage.judge(
      '3261-8.2.3-03',
      answer.has('Accept-Encoding'),
      'the encodings that are understood, in Accept-Encoding',
      answer,
      fieldShown(answer, 'Accept-Encoding'),
    );
  },
});
