import { SDP } from '../../end/audio.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { needReliability, progress } from '../support/reliable-provisional.ts';

const without = sends('PRACK').body(undefined, '');

export default scenario({
  id: 'calling/answer-in-prack',
  title: 'An offer in a reliable provisional response has its answer in the PRACK',
  role: 'calling',
  judges: { '3262-5-03': without, '3262-5-08': without },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage, { deed: 'callWithoutOffer' });
    needReliability(stage, invite);
    progress(callee, invite, 7, { edit: (response) => response.setBody(SDP, callee.sdp()) });
    const prack = await callee.next('PRACK');
    stage.judge(['3262-5-03', '3262-5-08'], /^m=audio /m.test(prack.body), 'an answer in the PRACK', prack);
    callee.reply(prack, 200);
  },
});
