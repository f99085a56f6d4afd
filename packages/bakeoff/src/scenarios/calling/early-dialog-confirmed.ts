import { Route } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget, hungUpByTarget } from '../support/called-by-target.ts';
import { neighbour } from '../support/uris.ts';

export default scenario({
  id: 'calling/early-dialog-confirmed',
  title: 'The route set of a dialog is that of the 200, whatever the 180 has said',
  role: 'calling',
  judges: {
    '3261-13.2.2-03': hears('200 INVITE').changing('Record-Route', (value) => value.replace('late@', 'early@')),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const route = (user: string): string => `<${neighbour(callee, user, ';lr')}>`;
    callee.reply(invite, 180, (response) => response.addRaw('Record-Route', route('early')));
    await stage.pass(300);
    accept(callee, invite, { edit: (response) => response.addRaw('Record-Route', route('late')) });
    await callee.next('ACK');
    const bye = await hungUpByTarget(stage, callee);
    const came = bye.all(Route).map((value) => Route.write(value));
    stage.judge(
      '3261-13.2.2-03',
      came.join() === route('late'),
      `Route: ${route('late')}`,
      bye,
      `Route: ${came.join()}`,
    );
  },
});
