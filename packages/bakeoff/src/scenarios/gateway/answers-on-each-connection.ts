import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { anotherDevice } from '../support/alice-and-bob.ts';

const LOST = sends('final OPTIONS').lost();

export default scenario({
  id: 'gateway/answers-on-each-connection',
  title: 'Each of two connections gets the answers to its own requests, though no Via tells where they are',
  role: 'gateway',
  judges: { '3261-18.2.2-01': LOST, '3261-18.2.2-02': LOST },
  async run(stage) {
    const uri = `sip:${stage.target.domain}`;
    const ids = ['3261-18.2.2-01', '3261-18.2.2-02'] as const;
    const first = await anotherDevice(stage, 'desk');
    const second = await anotherDevice(stage, 'mobile');
    const questions = [first, second].map((end) => ({ end, sent: end.send(end.request('OPTIONS', uri)) }));
    for (const { end, sent } of questions) {
      const expected = 'the answer on the connection of its request';
      const answer = await end.response(sent, 'final', { judges: ids, expected });
      stage.judge(ids, true, expected, answer);
    }
    const strays = [first, second].flatMap(({ heard }) => heard).length - questions.length;
    stage.judge(ids, strays === 0, 'no answer on another connection', undefined, `${strays} more messages`);
  },
});
