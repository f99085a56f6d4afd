import { CSeq, type SipMessage } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { earlyUpdate } from '../support/early-update.ts';

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
    const { callee, update } = await earlyUpdate(stage);
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
