import { type SipMessage, tag, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget } from '../support/called-by-target.ts';
import { isSameTo } from '../support/parties.ts';

const isOf =
  (toTag: string) =>
  (message: SipMessage): boolean => {
    const to = message.get(To);
    return to !== undefined && tag(to)?.startsWith(toTag) === true;
  };

export default scenario({
  id: 'calling/two-answers',
  title: 'Two phones that answer a forked call are both acknowledged, and both get a BYE in the end',
  role: 'calling',
  judges: {
    '3261-13.2.2-04': sends('ACK').where(isOf('second')).lost(),
    '3261-13.2.2-11': sends('BYE').where(isOf('second')).lost(),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    accept(callee, invite, { toTag: 'first' });
    await callee.next('ACK');
    const second = accept(callee, invite, { toTag: 'second' });
    const expected = 'an ACK in the dialog of the second 200';
    const ack = await callee.next('ACK', { judges: '3261-13.2.2-04', expected });
    stage.judge('3261-13.2.2-04', isSameTo(ack, second), expected, ack);
    await stage.pass(1_000);
    await stage.operate('hangUp');
    const first = await callee.next('BYE');
    callee.reply(first, 200);
    const wanted = 'a BYE for each of the two dialogs';
    const other = await callee.next('BYE', { judges: '3261-13.2.2-11', expected: wanted });
    callee.reply(other, 200);
    stage.judge('3261-13.2.2-11', other.raw('To') !== first.raw('To'), wanted, other);
  },
});
