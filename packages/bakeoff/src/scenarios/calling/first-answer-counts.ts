import { hears } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget, describe } from '../support/called-by-target.ts';
import { uselessOffer } from '../support/descriptions.ts';
import { progress } from '../support/reliable-provisional.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/first-answer-counts',
  title: 'The first session description that comes is the answer; one in a later response is passed over',
  role: 'calling',
  judges: {
    '3261-13.2.1-12': hears('200 INVITE').and('a BYE', (response) => forged(response, 'BYE')),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    progress(callee, invite, 7, { edit: (response) => response.setBody(SDP, describe(callee, invite)) });
    callee.reply(await callee.next('PRACK'), 200);
    await stage.pass(300);
    accept(callee, invite, { edit: (response) => response.setBody(SDP, uselessOffer(response.body)) });
    await callee.next('ACK');
    const bye = await callee.unwanted(isRequest('BYE'), 3_000);
    stage.judgeNone('3261-13.2.1-12', bye, 'a call that stands by the description of the 183');
  },
});
