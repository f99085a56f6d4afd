import { hears, sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteTo } from '../support/call-target.ts';
import { expectStatus, fieldShown } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/plain-invite',
  title: 'A call that says nothing of what it accepts is taken, and answered in plain SDP',
  role: 'answering',
  judges: {
    '3261-20.1-01': hears('INVITE').answered(406),
    '3261-20.3-01': hears('INVITE').answered(406),
    '3261-20-01': hears('INVITE').answered(406),
    '3261-20.2-01': sends('200 INVITE').with('Content-Encoding', 'gzip'),
    '3261-20.12-05': sends('200 INVITE').with('Content-Encoding', 'gzip'),
    '3261-20.5-02': sends('BYE').lost(),
  },
  async run(stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    const invite = inviteTo(stage, alice);
    const ids = ['3261-20.1-01', '3261-20.3-01', '3261-20-01'] as const;
    const what = 'an INVITE without Accept, Accept-Language, Allow and Supported';
    const answer = await expectStatus(stage, alice, invite, '2xx', ids, what);
    const dialog = TestDialog.ofResponse(alice, invite, answer);
    alice.send(dialog.ack(dialog.cseq));
    const coding = answer.raw('Content-Encoding') ?? 'identity';
    stage.judge(
      ['3261-20.2-01', '3261-20.12-05'],
      coding === 'identity',
      'a body that is not encoded',
      answer,
      fieldShown(answer, 'Content-Encoding'),
    );
    await stage.operate('hangUp');
    const bye = await alice.next('BYE', {
      judges: '3261-20.5-02',
      expected: 'a BYE to who has said nothing of its methods',
    });
    alice.reply(bye, 200);
    stage.judge('3261-20.5-02', true, 'a BYE to who has said nothing of its methods', bye);
  },
});
