import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { fork } from '../support/fork.ts';

export default scenario({
  id: 'proxy/helpful-4xx-is-chosen',
  title: 'Of several 4xx the one goes up that tells the caller what to change',
  role: 'proxy',
  judges: { '3261-16.7-26': sends('415 INVITE').status(480) },
  async run(stage) {
    const { alice, invite, desk, mobile } = await fork(stage);
    desk.end.reply(desk.invite, 480);
    mobile.end.reply(mobile.invite, 415, (response) => response.addRaw('Accept', 'application/x-other'));
    const final = await alice.response(invite, 'final');
    stage.judge('3261-16.7-26', final.status === 415, 'the 415 rather than the 480', final, `${final.status}`);
  },
});
