import { hears, sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { sendInvite } from '../support/call-target.ts';

export default scenario({
  id: 'answering/repeated-invite-while-ringing',
  title: 'A repeated INVITE gets the latest provisional response again',
  role: 'answering',
  protocols: ['UDP'],
  judges: {
    '3261-17.2.1-03': sends('1xx INVITE').lost(),
    '3261-17.2.1-04': sends('1xx INVITE').lost(),
    '3261-17.2.1-05': hears('INVITE').nth(2).lost(),
    '3261-17.2.1-06': sends('2xx INVITE').lost(),
  },
  async run(stage) {
    const { caller, invite } = await sendInvite(stage, 'ring');
    const ids = ['3261-17.2.1-03', '3261-17.2.1-04'] as const;
    const progress = await caller.response(invite, 'provisional', { judges: ids });
    stage.judge(ids, true, 'a provisional response to INVITE', progress);
    const before = caller.heard.length;
    caller.sendOnce(invite);
    await stage.pass(400);
    const again = caller.heard.slice(before).map(({ message }) => message);
    const isRepeated = again.some((message) => message?.kind === 'response' && message.status === progress.status);
    stage.judge('3261-17.2.1-05', isRepeated, `a ${progress.status} to the repeated INVITE`, progress, 'none');
    await stage.operate('answer');
    const answer = await caller.response(invite, '2xx', { judges: '3261-17.2.1-06' });
    stage.judge('3261-17.2.1-06', true, 'a 2xx to INVITE', answer);
    const dialog = TestDialog.ofResponse(caller, invite, answer);
    caller.send(dialog.ack(dialog.cseq));
  },
});
