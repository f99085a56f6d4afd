import { CSeq, type SipMessage } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, answeredCall, changedByTarget } from '../support/called-by-target.ts';

const isThird = (message: SipMessage): boolean => (message.get(CSeq)?.number ?? 0) >= 3;

export default scenario({
  id: 'calling/glare',
  title: 'After a 491 the caller waits 2.1 to 4 s and sends its re-INVITE once more',
  role: 'calling',
  judges: {
    '3261-14.1-10': sends('INVITE').where(isThird).late(2_500),
    '3261-14.1-11': sends('INVITE').where(isThird).lost(),
  },
  async run(stage) {
    const { callee } = await answeredCall(stage);
    callee.reply(await changedByTarget(stage, callee), 491);
    const startMs = stage.elapsedMs;
    const expected = 'the re-INVITE once more after a 491';
    const again = await callee.next('INVITE', { withinMs: 10_000, judges: '3261-14.1-11', expected });
    const waitedMs = stage.elapsedMs - startMs;
    accept(callee, again);
    stage.judge('3261-14.1-11', true, expected, again);
    const isInTime = waitedMs >= 2_000 && waitedMs <= 4_300;
    stage.judge('3261-14.1-10', isInTime, 'a pause of 2.1 to 4 s after the 491', again, `one of ${waitedMs} ms`);
  },
});
