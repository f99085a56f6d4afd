import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, bindings, hasContact, lifetimeOf, listed, lists } from '../support/bindings.ts';

const OTHER = 'sip:phone@192.0.2.66:5066';

export default scenario({
  id: 'registrar/lists-every-binding',
  title: 'The 200 lists all current bindings, each with its lifetime, and says what time it is',
  role: 'registrar',
  judges: {
    '3261-10.3-32': sends('200 REGISTER').where(hasContact(OTHER)).without('Contact'),
    '3261-10.3-33': sends('200 REGISTER').changing('Contact', (value) => value.replace(/;expires=\d+/, '')),
    '3261-10.3-34': sends('200 REGISTER').without('Date'),
    '3261-10.3-07': sends('200 REGISTER')
      .where(hasContact(OTHER))
      .edit('with its lifetime for all', (message) => {
        const lines = [...message.headerLines()].filter(({ name }) => name === 'Contact');
        message.remove('Contact');
        for (const { value } of lines) message.addRaw('Contact', value.replace(/;expires=\d+/, ';expires=1800'));
      }),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    await bind(stage, alice, { headers: { Expires: '600' } });
    await bind(stage, alice, { contacts: [`<${OTHER}>`], headers: { Expires: '1800' } });
    const answer = await bindings(stage, alice);
    const isComplete = lists(answer, alice.contact) && lists(answer, OTHER);
    stage.require('3261-10.3-32', isComplete, 'both bindings in the 200', answer, listed(answer));
    const lifetimes = [lifetimeOf(answer, alice.contact), lifetimeOf(answer, OTHER)];
    const areTold = lifetimes.every((each) => each !== undefined && each > 0);
    stage.judge('3261-10.3-33', areTold, 'an expires with each Contact of the 200', answer, listed(answer));
    stage.judge('3261-10.3-34', answer.has('Date'), 'a Date in the 200', answer, 'none');
    const isLeftAlone = !((lifetimes[0] ?? 0) > 600);
    stage.judge('3261-10.3-07', isLeftAlone, 'the first binding as it was registered', answer, listed(answer));
  },
});
