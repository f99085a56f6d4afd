import { hears, sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { answerCall } from '../call-through.ts';
import { fork } from '../fork.ts';
import type { PassesOn } from './passes-on.ts';

export const answerCancelsOtherBranches = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/answer-cancels-other-branches`,
    title:
      'When one device answers, the others are cancelled; a 200 that comes from one of them all the same goes up too',
    role,
    judges: {
      '3261-16.7-48': sends('CANCEL').lost(),
      '3261-16.7-15': hears('200 INVITE').nth(2).lost(),
      '3261-16.7-47': hears('200 INVITE').nth(2).lost(),
    },
    async run(stage) {
      const { alice, invite, desk, mobile } = await fork(stage);
      mobile.end.reply(mobile.invite, 180);
      await alice.response(invite, 180);
      answerCall(desk.end, desk.invite);
      await alice.response(invite, 200);
      const expected = 'a CANCEL for the device that rings';
      const cancel = await mobile.end.next('CANCEL', { judges: '3261-16.7-48', expected });
      stage.judge('3261-16.7-48', true, expected, cancel);
      mobile.end.reply(cancel, 200);
      answerCall(mobile.end, mobile.invite);
      const second = await alice.response(invite, 200, {
        judges: ['3261-16.7-15', '3261-16.7-47'],
        expected: 'both 200',
      });
      stage.judge(['3261-16.7-15', '3261-16.7-47'], true, 'both 200', second);
    },
  });
