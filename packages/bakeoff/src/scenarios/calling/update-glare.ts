import { CSeq, type SipMessage } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget, describe } from '../support/called-by-target.ts';
import { SDP } from '../../end/audio.ts';
import { needReliability, progress } from '../support/reliable-provisional.ts';
import { isRequest } from '../support/requests.ts';

const isLater = (message: SipMessage): boolean => (message.get(CSeq)?.number ?? 0) >= 4;

export default scenario({
  id: 'calling/update-glare',
  title: 'After a 491 to UPDATE the caller waits 2.1 to 4 s and sends it once more',
  role: 'calling',
  judges: {
    '3311-5.3-02': sends('UPDATE').where(isLater).late(2_500),
    '3311-5.3-03': sends('UPDATE').where(isLater).lost(),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    needReliability(stage, invite);
    progress(callee, invite, 7, {
      edit: (response) => {
        response.addRaw('Allow', 'INVITE, ACK, CANCEL, BYE, PRACK, UPDATE');
        response.setBody(SDP, describe(callee, invite));
      },
    });
    callee.reply(await callee.next('PRACK'), 200);
    await stage.pass(300);
    await stage.operate('hold');
    const update = await callee.unwanted(isRequest('UPDATE'), 4_000);
    if (update?.kind !== 'request') return stage.notApplicable('it changes nothing before the call is answered');
    callee.reply(update, 491);
    const startMs = stage.elapsedMs;
    const expected = 'the UPDATE once more after a 491';
    const again = await callee.next('UPDATE', { withinMs: 10_000, judges: '3311-5.3-03', expected });
    const waitedMs = stage.elapsedMs - startMs;
    stage.judge('3311-5.3-03', true, expected, again);
    const isInTime = waitedMs >= 2_000 && waitedMs <= 4_300;
    stage.judge('3311-5.3-02', isInTime, 'a pause of 2.1 to 4 s after the 491', again, `one of ${waitedMs} ms`);
    callee.reply(again, 488);
  },
});
