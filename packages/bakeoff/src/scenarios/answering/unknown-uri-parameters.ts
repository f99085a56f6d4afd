import { hears } from '../../control/controls.ts';
import type { RequirementId } from '../../requirement/requirement.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';

export default scenario({
  id: 'answering/unknown-uri-parameters',
  title: 'Parts of a Request-URI that it does not know, or that do not belong there, are passed over',
  role: 'answering',
  judges: {
    '3261-19.1.1-12': hears('OPTIONS').nth(2).answered(404),
    '3261-19.1.1-13': hears('OPTIONS').nth(3).answered(404),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const plain = await alice.exchange(alice.request('OPTIONS', stage.target.uri));
    const same = async (suffix: string, id: RequirementId, what: string): Promise<void> => {
      const options = alice.request('OPTIONS', `${stage.target.uri}${suffix}`, { to: stage.target.uri });
      const answer = await alice.response(alice.send(options), 'final', { judges: id });
      const expected = `a ${plain.status}, as without ${what} in the Request-URI`;
      stage.judge(id, answer.status === plain.status, expected, answer, messageTitle(answer));
    };
    await same(';x-bakeoff=1;x-flag', '3261-19.1.1-12', 'unknown parameters');
    // Header fields there may be refused too (RFC 4475 §3.1.2.11).
    await same(';method=INVITE', '3261-19.1.1-13', 'a method');
  },
});
