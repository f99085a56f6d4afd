import { all, hears, sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { fork } from '../fork.ts';
import type { PassesOn } from './passes-on.ts';

const EARLY = all(hears('486 INVITE').status(200), sends('200 INVITE').status(486));

export const refusalWaitsForOtherBranches = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/refusal-waits-for-other-branches`,
    title: 'While one device rings, the refusal of another is kept; when all have refused, the best goes up',
    role,
    judges: {
      '3261-16.1-04': EARLY,
      '3261-16.7-16': EARLY,
      '3261-16.7-19': hears('500 INVITE').lost(),
      '3261-16.7-20': sends('486 INVITE').status(500),
      '3261-16.7-24': sends('486 INVITE').status(500),
      '3261-16.7-22': sends('486 INVITE').status(404),
    },
    async run(stage) {
      const { alice, invite, desk, mobile } = await fork(stage);
      mobile.end.reply(mobile.invite, 180);
      desk.end.reply(desk.invite, 486);
      const isFinal = (message: { kind: string; status?: number }): boolean =>
        message.kind === 'response' && (message.status ?? 0) >= 200;
      const early = await alice.unwanted(
        (message) => isFinal(message) && message.raw('CSeq') === invite.raw('CSeq'),
        2_000,
      );
      stage.require(
        ['3261-16.1-04', '3261-16.7-16'],
        early === undefined,
        'no final response while a device rings',
        early,
      );
      mobile.end.reply(mobile.invite, 500);
      const final = await alice.response(invite, 'final', { judges: '3261-16.7-19', expected: 'a final response' });
      stage.judge('3261-16.7-19', true, 'a final response', final);
      const isLowest = final.status < 500;
      stage.judge(['3261-16.7-20', '3261-16.7-24'], isLowest, 'the 486 rather than the 500', final, `${final.status}`);
      const isReceived = [486, 500].includes(final.status);
      stage.judge('3261-16.7-22', isReceived, 'one of the responses received', final, `${final.status}`);
    },
  });
