import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';

export default scenario({
  id: 'answering/unknown-content-language',
  title: 'A body in a strange language is served, or refused with a 415 that lists the languages that are understood',
  role: 'answering',
  judges: {
    '3261-8.2.3-04': hears('MESSAGE').answered(415),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const message = alice.request('MESSAGE', stage.target.uri, {
      headers: { 'Content-Language': 'tlh' },
      body: ['text/plain', 'nuqneH'],
    });
    const answer = await alice.exchange(message);
    if (answer.status === 405 || answer.status === 501) stage.notApplicable('it takes no messages');
    stage.judge(
      '3261-8.2.3-04',
      answer.status < 300 || (answer.status === 415 && answer.has('Accept-Language')),
      'a 2xx, or a 415 with Accept-Language, to a message in a strange language',
      answer,
      answer.status === 415 ? '415 MESSAGE without Accept-Language' : messageTitle(answer),
    );
  },
});
