import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteTo } from '../support/call-target.ts';
import { expectStatus, fieldShown } from '../support/expect-status.ts';
import { Unsupported } from '@sidetone/sip';

export default scenario({
  id: 'answering/unknown-extension',
  title: 'A request that needs unknown extensions is refused with 420, which names them',
  role: 'answering',
  judges: {
    '3261-8.2.2.3-01': hears('INVITE').answered(486),
    '3261-20.32-01': hears('INVITE').answered(486),
    '3261-20.32-02': hears('INVITE').answered(486),
    '3261-8.2.2.3-02': sends('420 INVITE').without('Unsupported'),
    '3261-21.4-11': sends('420 INVITE').without('Unsupported'),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const options = ['x-bakeoff-one', 'x-bakeoff-two'];
    const invite = inviteTo(stage, alice, { headers: { Require: options } });
    const refused = ['3261-8.2.2.3-01', '3261-20.32-01', '3261-20.32-02'] as const;
    const answer = await expectStatus(
      stage,
      alice,
      invite,
      420,
      refused,
      'an INVITE with unknown option tags in Require',
    );
    const listed = answer.all(Unsupported);
    stage.judge(
      ['3261-8.2.2.3-02', '3261-21.4-11'],
      options.every((option) => listed.includes(option)),
      'both unknown option tags in Unsupported',
      answer,
      fieldShown(answer, 'Unsupported'),
    );
  },
});
