import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { resubscribe, watchBob } from '../support/watching.ts';

/** Those that RFC 6665 §4.2.2 lists. */
const FATAL = [404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604];

export default scenario({
  id: 'presence-agent/forgets-refusing-watcher',
  title: 'A subscription is gone when its NOTIFY is refused for good',
  role: 'presence-agent',
  judges: { '6665-4.2.2-04': hears('481 NOTIFY').status(200) },
  async run(stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    for (const status of FATAL) {
      const { dialog } = await watchBob(stage, alice, bob, { expires: 600 });
      alice.reply(await alice.next('NOTIFY'), status);
      const late = await resubscribe(dialog, 600);
      const expected = `no subscription any more, once NOTIFY was answered ${status}`;
      stage.judge('6665-4.2.2-04', late.status === 481, expected, late);
    }
  },
});
