import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';

export default scenario({
  id: 'answering/options-lists-abilities',
  title: 'OPTIONS is answered with what the user agent can do',
  role: 'answering',
  judges: {
    '3261-11.2-02': sends('200 OPTIONS').without('Allow', 'Accept', 'Accept-Encoding', 'Accept-Language', 'Supported'),
    '3261-8.2.6.2-01': sends('200 OPTIONS').changing('From', (value) => `${value}x`),
  },
  async run(stage: Stage) {
    const alice = await stage.end('alice');
    const options = alice.request('OPTIONS', stage.target.uri);
    const answer = await alice.exchange(options);
    if (answer.status >= 300) stage.notApplicable(`OPTIONS is refused with ${answer.status}`);
    stage.judge(
      '3261-11.2-02',
      ['Allow', 'Accept', 'Accept-Encoding', 'Accept-Language', 'Supported'].every((name) => answer.has(name)),
      'Allow, Accept, Accept-Encoding, Accept-Language and Supported in the 200',
      answer,
    );
    stage.judge('3261-8.2.6.2-01', answer.raw('From') === options.raw('From'), 'the From of the request', answer);
  },
});
