import { CSeq } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall, hungUpByTarget } from '../support/called-by-target.ts';
import { recordRoute } from '../support/record-route.ts';

export default scenario({
  id: 'calling/dialog-lives-on',
  title: 'A call in which nothing happens for a while ends by a BYE in its dialog',
  role: 'calling',
  limitMs: 120_000,
  judges: { '3261-12.1.2-03': sends('BYE').without('Route') },
  async run(stage) {
    const { callee, invite, answer } = await answeredCall(stage, { edit: recordRoute });
    await stage.pass(75_000);
    const bye = await hungUpByTarget(stage, callee);
    const isSame = ['From', 'To', 'Call-ID'].every((name) => bye.raw(name) === answer.raw(name)) && bye.has('Route');
    const isNext = (bye.get(CSeq)?.number ?? 0) > (invite.get(CSeq)?.number ?? 0);
    const expected = 'a BYE with the tags, the Call-ID and the Route of the dialog, 75 s after the answer';
    stage.judge('3261-12.1.2-03', isSame && isNext, expected, bye);
  },
});
