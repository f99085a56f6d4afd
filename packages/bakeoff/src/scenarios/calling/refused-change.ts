import { SDP } from '../../end/audio.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { answeredCall, changedByTarget } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

const versionOf = (sdp: string): number => Number(/^o=\S+ \S+ (\d+)/m.exec(sdp)?.[1] ?? Number.NaN);

export default scenario({
  id: 'calling/refused-change',
  title: 'A change has a new version of the session, and when it is refused the session is as before',
  role: 'calling',
  judges: {
    '3261-14.1-02': sends('INVITE')
      .nth(2)
      .edit('with the version of before', (invite) =>
        invite.setBody(SDP, invite.body.replace(/^(o=\S+ \S+) \d+/m, '$1 1')),
      ),
    '3261-14.1-09': sends('200 INVITE').edit('with an offer that holds', (answer) =>
      answer.setBody(SDP, answer.body.replace('a=sendrecv', 'a=sendonly')),
    ),
  },
  async run(stage: Stage) {
    const { callee, dialog, invite } = await answeredCall(stage);
    const change = await changedByTarget(stage, callee);
    const [before, now] = [invite.body, change.body].map(versionOf);
    const isNewer = before !== undefined && now !== undefined && now > before;
    stage.judge('3261-14.1-02', isNewer, `a version above ${before} in the o line`, change, `the version ${now}`);
    callee.reply(change, 488);
    await callee.next('ACK');
    const bye = await callee.unwanted(isRequest('BYE'), 500);
    if (!stage.judgeNone('3261-14.1-09', bye, 'a call that goes on as it was')) {
      if (bye?.kind === 'request') callee.reply(bye, 200);
      return;
    }
    const question = callee.send(dialog.request('INVITE'));
    const offer = await callee.response(question, 'final', { judges: '3261-14.1-09', expected: 'a call that goes on' });
    stage.need(offer.status === 200, 'an offer that shows what the session is');
    const isAsBefore = !/^a=(sendonly|inactive|recvonly)/m.test(offer.body);
    stage.judge('3261-14.1-09', isAsBefore, 'an offer that does not hold', offer);
    callee.send(dialog.ack(dialog.cseq, [SDP, callee.sdp({ version: 2 })]));
  },
});
