import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'answering/repeated-request',
  title: 'A repeated request other than INVITE gets the same final response, as long as it may come',
  role: 'answering',
  protocols: ['UDP'],
  limitMs: 90_000,
  judges: {
    '3261-17.2.2-05': sends('final OPTIONS').lost(),
    '3261-17.2.2-07': hears('OPTIONS').nth(2).lost(),
    '3261-17.2.2-06': hears('OPTIONS').nth(3).answered(200),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const options = alice.request('OPTIONS', stage.target.uri);
    const answer = await alice.response(alice.send(options), 'final', { judges: '3261-17.2.2-05' });
    stage.judge('3261-17.2.2-05', true, 'a final response to OPTIONS', answer);
    const again = async (): Promise<number> => {
      const before = alice.arrivals(answer).length;
      alice.sendOnce(options);
      await stage.pass(500);
      return alice.arrivals(answer).length - before;
    };
    const soon = await again();
    stage.judge('3261-17.2.2-07', soon === 1, 'the same response to the repeated OPTIONS', answer, `it ${soon} times`);
    await stage.pass(29_000);
    const late = await again();
    stage.judge(
      '3261-17.2.2-06',
      late === 1,
      'the same response to the OPTIONS repeated after 30 s',
      answer,
      `it ${late} times`,
    );
  },
});
