import { Allow } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';

const BROKEN = sends('405 REFER').status(400);

export default scenario({
  id: 'registrar/refuses-refer',
  title: 'A REFER to the registrar itself gets 405 with the methods that it knows',
  role: 'registrar',
  judges: {
    '3515-2.5-01': BROKEN,
    '3261-8.2.1-02': BROKEN,
    '3261-8.2.1-03': sends('405 REFER').without('Allow'),
    '3261-8.2.1-04': sends('405 REFER').with('Allow', 'OPTIONS'),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const headers = { 'Refer-To': '<sip:carol@example.com>' };
    const answer = await alice.exchange(alice.request('REFER', `sip:${stage.target.domain}`, { headers }));
    if (answer.status === 501) stage.notApplicable('it has never heard of REFER');
    stage.require(['3515-2.5-01', '3261-8.2.1-02'], answer.status === 405, 'a 405 to REFER', answer);
    stage.require('3261-8.2.1-03', answer.has('Allow'), 'an Allow in the 405', answer);
    const allowed = answer.all(Allow);
    const isHonest = allowed.includes('REGISTER') && !allowed.includes('REFER');
    stage.judge('3261-8.2.1-04', isHonest, 'REGISTER in Allow, and not REFER', answer, `Allow: ${allowed.join(', ')}`);
  },
});
