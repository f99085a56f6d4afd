import { Allow, Supported } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

const unsaid = sends('INVITE').changing('Supported', (value) => value.replace('100rel', 'x-none'));

export default scenario({
  id: 'calling/invite-offers-reliability',
  title: 'Who knows PRACK says in each INVITE that provisional responses may be reliable',
  role: 'calling',
  judges: { '3262-4-02': unsaid, '3262-4-03': unsaid },
  async run(stage) {
    const { invite } = await calledByTarget(stage);
    const isSaid = invite.all(Supported).some((option) => option.toLowerCase() === '100rel');
    if (!isSaid && !invite.all(Allow).includes('PRACK')) stage.notApplicable('it does not say that it knows PRACK');
    stage.judge(['3262-4-02', '3262-4-03'], isSaid, '100rel in Supported', invite);
  },
});
