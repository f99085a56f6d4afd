import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, bindings, hasContact, lifetimeOf, listed, lists } from '../support/bindings.ts';

const PREFERRED = 'sip:desk@192.0.2.67:5060';
const LAST = 'sip:mail@192.0.2.68:5060';

export default scenario({
  id: 'registrar/takes-preferences',
  title: 'Contacts of different preference, in any scheme, are bound and listed, each with the lifetime it asks for',
  role: 'registrar',
  judges: {
    '3261-10.3-32': sends('200 REGISTER').where(hasContact(LAST)).without('Contact'),
    '3261-10.3-21': hears('REGISTER').changing('Contact', (value) => value.replaceAll('expires=900', 'expires=3600')),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    await bind(stage, alice, {
      contacts: [`<${PREFERRED}>;q=0.9;expires=900`, `<${LAST}>;q=0.1;expires=1200`],
      headers: { Expires: '1800' },
    });
    const answer = await bindings(stage, alice);
    const areThere = lists(answer, PREFERRED) && lists(answer, LAST);
    stage.require('3261-10.3-32', areThere, 'a binding for either preference', answer, listed(answer));
    const isShort = !((lifetimeOf(answer, PREFERRED) ?? 0) > 900);
    stage.judge('3261-10.3-21', isShort, 'at most the 900 s that the Contact asks for', answer, listed(answer));
  },
});
