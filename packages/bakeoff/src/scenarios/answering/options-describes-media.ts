import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';

export default scenario({
  id: 'answering/options-describes-media',
  title: 'OPTIONS describes the media that can be had, to who takes session descriptions',
  role: 'answering',
  judges: {
    '3261-11.2-07': sends('200 OPTIONS').body(undefined, ''),
  },
  async run(stage: Stage) {
    const alice = await stage.end('alice');
    const options = alice.request('OPTIONS', stage.target.uri, { headers: { Accept: SDP } });
    const answer = await alice.exchange(options);
    stage.need(answer.status < 300, 'a 2xx to OPTIONS');
    stage.judge(
      '3261-11.2-07',
      answer.body !== '',
      'a session description in the 200, as Accept allows',
      answer,
      '200 OPTIONS without a body',
    );
  },
});
