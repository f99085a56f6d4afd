import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';

const without = sends('ACK').body(undefined, '');

export default scenario({
  id: 'calling/answer-in-ack',
  title: 'An offer in the 200 has its answer in the ACK',
  role: 'calling',
  judges: { '3261-13.2.1-13': without, '3261-13.2.2-08': without, '3261-13.2.1-16': without },
  async run(stage) {
    const { ack } = await answeredCall(stage, { deed: 'callWithoutOffer' });
    const isAnswer = /^m=audio /m.test(ack.body);
    const ids = ['3261-13.2.1-13', '3261-13.2.2-08', '3261-13.2.1-16'] as const;
    stage.judge(ids, isAnswer, 'an answer in the ACK', ack);
  },
});
