import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { inviteBob } from '../support/call-through.ts';
import { fieldShown } from '../support/expect-status.ts';
import { forwarded } from '../support/forwarded.ts';

const NUMBER = 'tel:+12125551212;x-color=red;x-Shape';

export default scenario({
  id: 'proxy/tel-parameters-stay',
  title: 'Parameters of a tel URI that nobody has heard of pass as they are',
  role: 'proxy',
  judges: { '3966-5.4-02': sends('INVITE').changing('To', (value) => value.replace(';x-color=red', '')) },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { came } = await forwarded(stage, ends.alice, inviteBob(ends, { to: NUMBER }), ends.bob);
    const isWhole = came.raw('To')?.includes(NUMBER) === true;
    stage.judge('3966-5.4-02', isWhole, `To: <${NUMBER}>`, came, fieldShown(came, 'To'));
    ends.bob.reply(came, 486);
  },
});
