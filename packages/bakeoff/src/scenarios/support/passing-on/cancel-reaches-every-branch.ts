import { sends } from '../../../control/controls.ts';
import { cancelOf } from '../../../end/ack-and-cancel.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { fork } from '../fork.ts';
import type { PassesOn } from './passes-on.ts';

const SECOND_LOST = {
  // Over UDP it would come again.
  proxy: sends('CANCEL')
    .where((message) => message.kind === 'request' && message.uri.includes('192.0.2.3'))
    .lost(),
  gateway: sends('CANCEL').nth(2).lost(),
};

export const cancelReachesEveryBranch = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/cancel-reaches-every-branch`,
    title: 'CANCEL reaches every device that rings, and the caller gets one final response',
    role,
    judges: {
      '3261-16.10-05': SECOND_LOST[role],
      '3261-16.7-19': sends('487 INVITE').lost(),
    },
    async run(stage) {
      const { alice, invite, desk, mobile } = await fork(stage);
      for (const { end, invite: branch } of [desk, mobile]) end.reply(branch, 180);
      await alice.response(invite, 180);
      await alice.response(alice.send(cancelOf(invite)), 200);
      for (const { end, invite: branch } of [desk, mobile]) {
        const cancel = await end.next('CANCEL', { judges: '3261-16.10-05', expected: 'a CANCEL for each device' });
        stage.judge('3261-16.10-05', true, 'a CANCEL for each device', cancel);
        end.reply(cancel, 200);
        end.reply(branch, 487);
      }
      const final = await alice.response(invite, 'final', { judges: '3261-16.7-19', expected: 'a 487' });
      stage.judge('3261-16.7-19', final.status === 487, 'a 487', final, `${final.status}`);
    },
  });
