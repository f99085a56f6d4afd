import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { ringTarget } from '../support/ring-target.ts';

export default scenario({
  id: 'answering/ringing-is-told-every-minute',
  title: 'A phone that rings for long says so every minute, in one dialog',
  role: 'answering',
  limitMs: 120_000,
  judges: {
    '3261-13.3.1.1-03': sends('180 INVITE').nth(2).lost(),
    '3261-13.3.1.1-02': sends('180 INVITE')
      .nth(2)
      .changing('To', (value) => value.replace(/;tag=.*/, ';tag=another')),
  },
  async run(stage) {
    const { caller, progress } = await ringTarget(stage);
    const before = caller.heard.length;
    await stage.pass(62_000);
    const told = caller.heard
      .slice(before)
      .flatMap(({ message }) =>
        message?.kind === 'response' && message.status > 100 && message.status < 200 ? [message] : [],
      );
    const [again] = told;
    stage.require(
      '3261-13.3.1.1-03',
      again !== undefined,
      'another provisional response within a minute',
      progress,
      'none',
    );
    const to = [progress.raw('To'), again?.raw('To')];
    stage.judge('3261-13.3.1.1-02', to[0] === to[1], 'the same To tag in both', again, to.join(' and '));
  },
});
