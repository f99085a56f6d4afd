import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, bindings, listed, lists } from '../support/bindings.ts';

const PHONES = ['sip:one@192.0.2.61:5060', 'sip:two@192.0.2.62:5060', 'sip:three@192.0.2.63:5060'] as const;
const BROKEN = hears('REGISTER').changing('Contact', (value) => value.replace(/,.*/, ''));

export default scenario({
  id: 'registrar/reads-contact-lists',
  title: 'Contacts are read from one line with commas and from several lines alike',
  role: 'registrar',
  judges: { '3261-7.3.1-03': BROKEN, '3261-7.3.1-05': BROKEN },
  async run(stage) {
    const alice = await stage.user('alice');
    const [one, two, three] = PHONES;
    await bind(stage, alice, {
      contacts: [`<${one}> ,\t"Comma, Bob" <${two}>`, `<${three}>`],
      headers: { Expires: '600' },
    });
    const list = await bindings(stage, alice);
    const areAllThere = PHONES.every((uri) => lists(list, uri));
    stage.judge(['3261-7.3.1-03', '3261-7.3.1-05'], areAllThere, 'all three bindings', list, listed(list));
  },
});
