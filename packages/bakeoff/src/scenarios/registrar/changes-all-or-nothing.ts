import { all, hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { bind, bindings, hasCSeq, listed, lists, registration } from '../support/bindings.ts';

const OTHER = 'sip:other@192.0.2.66:5060';
const HALF = all(
  hears('REGISTER').where(hasCSeq(10, 11)).with('Contact', `<${OTHER}>`),
  sends('200 REGISTER').where(hasCSeq(10, 11)).status(500),
);

export default scenario({
  id: 'registrar/changes-all-or-nothing',
  title: 'When one of two changes fails, the request fails with 500 and the other change is not made',
  role: 'registrar',
  judges: {
    '3261-10.3-06': HALF,
    '3261-10.3-30': HALF,
    '3261-10.3-31': sends('500 REGISTER').status(400),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const callId = alice.token(20);
    await bind(stage, alice, { callId, cseq: 50, headers: { Expires: '600' } });
    const contacts = [`<${OTHER}>`, `<${alice.contact}>`];
    const mixed = registration(stage, alice, { callId, cseq: 10, contacts, headers: { Expires: '900' } });
    const answer = await alice.exchange(mixed);
    stage.need(answer.status >= 300, 'a change that fails');
    const left = await bindings(stage, alice);
    const isWhole = lists(left, alice.contact) && !lists(left, OTHER);
    stage.judge(['3261-10.3-06', '3261-10.3-30'], isWhole, 'the bindings as they were', left, listed(left));
    stage.judge('3261-10.3-31', answer.status === 500, 'a 500 when a change fails', answer);
  },
});
