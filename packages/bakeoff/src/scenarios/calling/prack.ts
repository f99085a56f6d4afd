import { CSeq } from '@sidetone/sip';
import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { acknowledges, needReliability, progress } from '../support/reliable-provisional.ts';
import { isRequest } from '../support/requests.ts';
import { isSameTo } from '../support/parties.ts';

const second = sends('PRACK').where((message) => message.raw('RAck')?.startsWith('8 ') === true);

export default scenario({
  id: 'calling/prack',
  title: 'Each reliable provisional response has one PRACK, in the dialog that it makes',
  role: 'calling',
  judges: {
    '3262-4-06': sends('PRACK').lost(),
    '3262-4-05': sends('PRACK').changing('To', (value) => value.replace(/;tag=.*/, '')),
    '3262-4-08': sends('PRACK')
      .nth(1)
      .and('another PRACK', (prack) => forged(prack, 'PRACK'), 700),
    '3261-17.1.1.2-17': second.lost(),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    needReliability(stage, invite);
    const first = progress(callee, invite, 7);
    const expected = 'a PRACK for the 183';
    const prack = await callee.next('PRACK', { judges: '3262-4-06', expected });
    stage.judge('3262-4-06', acknowledges(prack, first), expected, prack, `RAck: ${prack.raw('RAck') ?? ''}`);
    const isInDialog = isSameTo(prack, first) && prack.raw('Call-ID') === invite.raw('Call-ID');
    const isNumbered = (prack.get(CSeq)?.number ?? 0) > (invite.get(CSeq)?.number ?? 0);
    stage.judge('3262-4-05', isInDialog && isNumbered, 'a PRACK in the dialog of the 183', prack);
    callee.reply(prack, 200);
    await stage.pass(300);
    callee.sendOnce(first);
    const again = await callee.unwanted(isRequest('PRACK'), 2_000);
    stage.judge('3262-4-08', again === undefined, 'no other PRACK for the 183 again', again, 'another PRACK');
    progress(callee, invite, 8);
    const more = 'a PRACK for the next 183';
    const next = await callee.next('PRACK', { judges: '3261-17.1.1.2-17', expected: more });
    stage.judge('3261-17.1.1.2-17', next.raw('RAck')?.startsWith('8 ') === true, more, next);
    callee.reply(next, 200);
  },
});
