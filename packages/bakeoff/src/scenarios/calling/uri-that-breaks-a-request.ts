import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { neighbour } from '../support/uris.ts';

export default scenario({
  id: 'calling/uri-that-breaks-a-request',
  title: 'A URI whose header fields would make a broken request makes none',
  role: 'calling',
  judges: { '3261-19.1.5-10': sends('INVITE').with('X-Evil', 'yes') },
  async run(stage) {
    const bob = await stage.end('bob');
    await stage.operate('call', neighbour(bob, 'carol', '?Subject=lunch%0D%0AX-Evil:%20yes'));
    const found = await bob.unwanted(({ kind }) => kind === 'request', 5_000);
    const isWhole = found === undefined || !found.has('X-Evil');
    stage.judge('3261-19.1.5-10', isWhole, 'no request with a line that the URI has made up', found, 'one with X-Evil');
    if (found?.kind === 'request') bob.reply(found, 486);
  },
});
