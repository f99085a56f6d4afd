import { hears } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { judgeRefusal } from '../refused.ts';
import type { PassesOn } from './passes-on.ts';

export const malformedRequestGets400 = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/malformed-request-gets-400`,
    title: 'A request that lacks what a proxy needs is refused with 400',
    role,
    judges: {
      '3261-16.3-01': hears('OPTIONS').nth(1).answered(404),
      '3261-16.3-04': hears('OPTIONS').nth(2).answered(404),
      '3261-16.3-05': hears('OPTIONS').nth(3).answered(404),
    },
    async run(stage) {
      const alice = await stage.user('alice');
      const uri = `sip:bob@${stage.target.domain}`;
      const noFrom = alice.request('OPTIONS', uri);
      noFrom.remove('From');
      await judgeRefusal(stage, '3261-16.3-01', alice, noFrom, 400, 'a 400 without From');
      const noCallId = alice.request('OPTIONS', uri);
      noCallId.remove('Call-ID');
      await judgeRefusal(stage, '3261-16.3-04', alice, noCallId, 400, 'a 400 without Call-ID');
      const badHops = alice.request('OPTIONS', uri);
      badHops.remove('Max-Forwards');
      badHops.addRaw('Max-Forwards', 'many');
      await judgeRefusal(stage, '3261-16.3-05', alice, badHops, 400, 'a 400 for a Max-Forwards that is no number');
    },
  });
