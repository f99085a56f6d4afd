import { scenario } from '../../scenario/scenario.ts';
import { isFor, redirectedByUs, sendsInviteTo } from '../support/redirected-by-us.ts';

const next = sendsInviteTo('dave').lost();

export default scenario({
  id: 'calling/redirect-next',
  title: 'When the first Contact of a 301 refuses, the next one is called',
  role: 'calling',
  judges: {
    '3261-21.3-05': sendsInviteTo('carol').lost(),
    '3261-8.1.3.4-06': next,
    '3261-8.1.3.4-07': next,
  },
  async run(stage) {
    const { callee } = await redirectedByUs(stage, 301, 'carol', 'dave');
    const carol = await callee.next('INVITE', {
      judges: '3261-21.3-05',
      expected: 'an INVITE to a Contact of the 301',
    });
    stage.judge(
      '3261-21.3-05',
      isFor('carol')(carol) || isFor('dave')(carol),
      'an INVITE to a Contact of the 301',
      carol,
    );
    callee.reply(carol, 404);
    const ids = ['3261-8.1.3.4-06', '3261-8.1.3.4-07'] as const;
    const dave = await callee.next('INVITE', { judges: ids, expected: 'an INVITE to the next Contact' });
    stage.judge(ids, dave.uri !== carol.uri, 'an INVITE to the next Contact', dave);
  },
});
