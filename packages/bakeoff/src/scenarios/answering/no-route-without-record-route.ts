import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Route } from '@sidetone/sip';

export default scenario({
  id: 'answering/no-route-without-record-route',
  title: 'Without Record-Route, requests of the callee have no Route, and its sequence numbers are its own',
  role: 'answering',
  judges: {
    '3261-12.1.1-08': sends('BYE').adding('Route', '<sip:other.invalid;lr>'),
    '3261-12.1.1-11': sends('BYE').with('CSeq', '2147483648 BYE'),
  },
  async run(stage) {
    const { caller } = await callTarget(stage, { cseq: 2_147_483_640 });
    await stage.operate('hangUp');
    const bye = await caller.next('BYE');
    caller.reply(bye, 200);
    stage.judge('3261-12.1.1-08', !bye.has(Route), 'a BYE without Route', bye, fieldShown(bye, 'Route'));
    const number = Number.parseInt(bye.raw('CSeq') ?? '', 10);
    stage.judge(
      '3261-12.1.1-11',
      number < 2 ** 31 && number !== 2_147_483_641,
      'a CSeq number that does not go on from ours',
      bye,
      fieldShown(bye, 'CSeq'),
    );
  },
});
