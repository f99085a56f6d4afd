import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { etagOf, publication, publish } from '../support/publishing.ts';

export default scenario({
  id: 'presence-agent/refuses-unknown-entity-tag',
  title: 'An unknown entity-tag gets 412, and more than one gets 400',
  role: 'presence-agent',
  judges: {
    '3903-6-10': sends('412 PUBLISH').status(404),
    '3903-6-09': sends('400 PUBLISH').status(412),
  },
  async run(stage) {
    const bob = await stage.user('bob');
    const known = etagOf(await publish(stage, bob));
    const unknown = await bob.exchange(publication(bob, { note: false, ifMatch: bob.token(12), expires: 600 }));
    stage.judge('3903-6-10', unknown.status === 412, 'a 412', unknown);
    const two = publication(bob, { note: false, expires: 600, headers: { 'SIP-If-Match': [known, bob.token(12)] } });
    const answer = await bob.exchange(two);
    stage.judge('3903-6-09', answer.status === 400, 'a 400 to two entity-tags', answer);
  },
});
