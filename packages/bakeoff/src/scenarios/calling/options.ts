import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'calling/options',
  title: 'OPTIONS says which bodies its answer may have',
  role: 'calling',
  judges: { '3261-11.1-02': sends('OPTIONS').without('Accept') },
  async run(stage) {
    const bob = await stage.end('bob');
    await stage.operate('askOptions', bob.contact);
    const options = await bob.next('OPTIONS');
    bob.reply(options, 200);
    stage.judge('3261-11.1-02', options.has('Accept'), 'an Accept in OPTIONS', options);
  },
});
