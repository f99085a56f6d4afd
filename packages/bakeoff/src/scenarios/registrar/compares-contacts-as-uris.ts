import { Contact, formatUri } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { bindings, hasContact, listed, registration } from '../support/bindings.ts';
import { linesOf } from '../support/header-lines.ts';

const PLAIN = 'sip:phone@192.0.2.66:5066';
const WITH_HEADERS = `${PLAIN}?Subject=lunch`;

export default scenario({
  id: 'registrar/compares-contacts-as-uris',
  title: 'Contacts that differ in the headers of their URIs are two bindings, listed in angle brackets',
  role: 'registrar',
  judges: {
    '3261-19.1.4-01': hears('REGISTER').changing('Contact', (value) => value.replace('?Subject=lunch', '')),
    '3261-20.10-01': sends('200 REGISTER')
      .where(hasContact('?Subject'))
      .edit('without angle brackets', (message) => {
        const lines = linesOf(message, 'Contact');
        message.remove('Contact');
        for (const line of lines) message.addRaw('Contact', line.includes('?') ? line.replaceAll(/[<>]/g, '') : line);
      }),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    for (const uri of [PLAIN, WITH_HEADERS]) {
      const answer = await alice.exchange(
        registration(stage, alice, { contacts: [`<${uri}>`], headers: { Expires: '600' } }),
      );
      if (answer.status !== 200) stage.notApplicable(`a contact ${uri} is refused with ${answer.status}`);
    }
    const list = await bindings(stage, alice);
    const bare = linesOf(list, 'Contact').filter((line) => line.includes('?') && !/<[^>]*\?[^>]*>/.test(line));
    stage.require('3261-20.10-01', bare.length === 0, 'a URI with ? in angle brackets', list, bare.join(', '));
    const uris = list.all(Contact).map((contact) => (contact === '*' ? '*' : formatUri(contact.uri)));
    const areTwo = uris.filter((uri) => uri.includes('phone@192.0.2.66')).length === 2;
    stage.judge('3261-19.1.4-01', areTwo, 'two bindings', list, listed(list));
  },
});
