import { sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { fork } from '../fork.ts';
import type { PassesOn } from './passes-on.ts';

export const globalFailureEndsTheSearch = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/global-failure-ends-the-search`,
    title: 'When one device declines for all, the others are cancelled, and the 6xx goes up',
    role,
    judges: {
      '3261-16.7-14': sends('CANCEL').lost(),
      '3261-16.7-49': sends('CANCEL').lost(),
      '3261-16.7-23': sends('603 INVITE').status(486),
    },
    async run(stage) {
      const { alice, invite, desk, mobile } = await fork(stage);
      mobile.end.reply(mobile.invite, 180);
      await alice.response(invite, 180);
      desk.end.reply(desk.invite, 603);
      const ids = ['3261-16.7-14', '3261-16.7-49'] as const;
      const cancel = await mobile.end.next('CANCEL', { judges: ids, expected: 'a CANCEL for the device that rings' });
      stage.judge(ids, true, 'a CANCEL for the device that rings', cancel);
      mobile.end.reply(cancel, 200);
      mobile.end.reply(mobile.invite, 487);
      const final = await alice.response(invite, 'final');
      stage.judge('3261-16.7-23', final.status === 603, 'the 603', final, `${final.status}`);
    },
  });
