import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'calling/provisional-responses',
  title: '100 and 183 are taken, and one that nobody knows counts as 183: the call can be given up after it',
  role: 'calling',
  judges: {
    '3261-8.1.3.2-03': hears('100 INVITE').lost(),
    '3261-17.1.1.2-16': hears('183 INVITE').lost(),
    '3261-8.1.3.2-02': hears('189 INVITE').lost(),
  },
  async run(stage) {
    const callee = await stage.end('bob');
    const statuses = [
      [100, '3261-8.1.3.2-03'],
      [183, '3261-17.1.1.2-16'],
      [189, '3261-8.1.3.2-02'],
    ] as const;
    for (const [status, id] of statuses) {
      await stage.operate('call', callee.contact);
      const invite = await callee.next('INVITE', { withinMs: 10_000 });
      callee.reply(invite, status);
      await stage.pass(300);
      await stage.operate('hangUp');
      const expected = `a CANCEL when the call is given up after ${status}`;
      const cancel = await callee.next('CANCEL', { judges: id, expected });
      stage.judge(id, true, expected, cancel);
      callee.reply(cancel, 200);
      callee.reply(invite, 487);
      await callee.next('ACK');
    }
  },
});
