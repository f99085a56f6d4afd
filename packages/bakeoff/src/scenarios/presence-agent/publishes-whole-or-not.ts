import { all, hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { etagOf, publication, publish } from '../support/publishing.ts';
import { hasCSeq } from '../support/bindings.ts';

// Takes the entity-tag away and finds the body broken only then.
const HALF = all(
  hears('PUBLISH')
    .where(hasCSeq(600, 601))
    .edit('for its head alone', (message) => message.setBody(undefined, '')),
  sends('200 PUBLISH').where(hasCSeq(600, 601)).status(400),
);

export default scenario({
  id: 'presence-agent/publishes-whole-or-not',
  title: 'A change whose document is broken leaves the publication as it was',
  role: 'presence-agent',
  judges: { '3903-6-05': HALF, '3903-6-21': HALF },
  async run(stage: Stage) {
    const bob = await stage.user('bob');
    const ifMatch = etagOf(await publish(stage, bob));
    const body = ['application/pidf+xml', '<presence'] as const;
    const broken = await bob.exchange(publication(bob, { note: false, body, ifMatch, expires: 600, cseq: 600 }));
    stage.need(broken.status >= 300, 'a broken document to be refused');
    const refresh = await bob.exchange(publication(bob, { note: false, ifMatch, expires: 600 }));
    stage.judge(
      ['3903-6-05', '3903-6-21'],
      refresh.status === 200,
      'the publication under its old entity-tag',
      refresh,
    );
  },
});
