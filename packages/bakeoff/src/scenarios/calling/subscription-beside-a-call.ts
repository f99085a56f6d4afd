import { tag, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { subscribingTarget } from '../support/subscribing-target.ts';

export default scenario({
  id: 'calling/subscription-beside-a-call',
  title: 'Who is in a call with an end that has a GRUU subscribes to it outside of that call',
  role: 'calling',
  judges: { '6665-4.5.2-01': sends('SUBSCRIBE').changing('To', (value) => `${value};tag=bakeoff-bob`) },
  async run(stage) {
    const { callee } = await answeredCall(stage, {
      edit: (response) => {
        const contact = (response.raw('Contact') ?? '').replace('>', ';gr=urn:uuid:1>');
        response.remove('Contact');
        response.addRaw('Contact', contact);
      },
    });
    const { subscribe } = await subscribingTarget(stage, callee);
    const to = subscribe.get(To);
    const isNew = to !== undefined && tag(to) === undefined;
    const expected = 'a SUBSCRIBE that makes a dialog of its own';
    stage.judge('6665-4.5.2-01', isNew, expected, subscribe, fieldShown(subscribe, 'To'));
    callee.reply(subscribe, 489);
  },
});
