import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

const silent = sends('INVITE').lost();

export default scenario({
  id: 'calling/invite-is-sent',
  title: 'A call begins with an INVITE to the address that is called',
  role: 'calling',
  judges: { '3261-17.1.1.2-01': silent, '3261-17.1.1.2-02': silent },
  async run(stage) {
    const callee = await stage.end('bob');
    await stage.operate('call', callee.contact);
    const ids = ['3261-17.1.1.2-01', '3261-17.1.1.2-02'] as const;
    const expected = 'an INVITE for the call';
    const invite = await callee.next('INVITE', { withinMs: 10_000, judges: ids, expected });
    stage.judge(ids, true, expected, invite);
    callee.reply(invite, 486);
  },
});
