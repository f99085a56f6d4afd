import { Unsupported } from '@sidetone/sip/message';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { registration } from '../support/bindings.ts';

const TAG = 'x-bakeoff';
const IGNORED = hears('REGISTER').without('Require');

export default scenario({
  id: 'registrar/refuses-unknown-extension',
  title: 'An unknown option tag in Require gets 420, with that tag in Unsupported',
  role: 'registrar',
  judges: {
    '3261-10.3-09': IGNORED,
    '3261-8.2.2.3-01': IGNORED,
    '3261-20.32-01': IGNORED,
    '3261-20.32-02': IGNORED,
    '3261-8.2.2.3-02': sends('420 REGISTER').without('Unsupported'),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const headers = { Expires: '600', Require: TAG };
    const answer = await alice.exchange(registration(stage, alice, { headers }));
    stage.require(
      ['3261-10.3-09', '3261-8.2.2.3-01', '3261-20.32-01', '3261-20.32-02'],
      answer.status === 420,
      `a 420 to Require: ${TAG}`,
      answer,
    );
    const tags = answer.all(Unsupported);
    stage.judge(
      '3261-8.2.2.3-02',
      tags.includes(TAG),
      `Unsupported: ${TAG} in the 420`,
      answer,
      `[${tags.join(', ')}]`,
    );
  },
});
