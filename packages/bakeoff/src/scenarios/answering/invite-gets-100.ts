import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { sendInvite } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/invite-gets-100',
  title: 'An INVITE that nobody attends to gets a 100 after 200 ms, with the Timestamp of the request and no To tag',
  role: 'answering',
  judges: {
    '3261-17.2.1-01': sends('100 INVITE').lost(),
    '3261-17.2.1-02': sends('100 INVITE').changing('To', (value) => `${value};tag=early`),
    '3261-8.2.6.1-03': sends('100 INVITE').without('Timestamp'),
    '3261-8.2.6.1-04': sends('100 INVITE').with('Timestamp', '54'),
    '3261-8.2.6.1-05': sends('100 INVITE').with('Timestamp', '54 200'),
  },
  async run(stage: Stage) {
    // Who rings at once may say 100 before.
    const handling = stage.target.handlings?.includes('wait') === false ? 'ring' : 'wait';
    const { caller, invite } = await sendInvite(stage, handling, { headers: { Timestamp: '54' } });
    const sentMs = stage.elapsedMs;
    const answer = await caller.response(invite, 'any', {
      withinMs: 450,
      judges: '3261-17.2.1-01',
      expected: 'a response to INVITE within 200 ms, and the time that it takes to travel',
    });
    stage.judge('3261-17.2.1-01', true, 'a response to INVITE within 200 ms', answer);
    stage.need(answer.status === 100, 'a user agent that does not ring at once');
    stage.judge(
      '3261-17.2.1-02',
      !/;tag=/.test(answer.raw('To') ?? ''),
      'a 100 without a To tag',
      answer,
      fieldShown(answer, 'To'),
    );
    const shown = fieldShown(answer, 'Timestamp');
    const [time, delay] = (answer.raw('Timestamp') ?? '').split(' ');
    stage.require('3261-8.2.6.1-03', Number(time || 'none') === 54, 'a 100 with Timestamp: 54', answer, shown);
    // There is no delay to tell of in a response that comes at once.
    const isLate = stage.elapsedMs - sentMs > 150;
    const isTold = delay !== undefined || !isLate;
    stage.require('3261-8.2.6.1-04', isTold, 'a delay in the Timestamp of the 100', answer, shown);
    stage.judge('3261-8.2.6.1-05', Number(delay ?? 0) <= 0.45, 'the delay in seconds, below 0.45', answer, shown);
  },
});
