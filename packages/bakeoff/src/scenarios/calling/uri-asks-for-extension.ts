import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { neighbour } from '../support/uris.ts';

export default scenario({
  id: 'calling/uri-asks-for-extension',
  title: 'A URI cannot make the user agent require an extension that it does not have',
  role: 'calling',
  judges: { '3261-19.1.5-12': sends('INVITE').with('Require', 'x-teleport') },
  async run(stage) {
    const bob = await stage.end('bob');
    await stage.operate('call', neighbour(bob, 'carol', '?Require=x-teleport'));
    const found = await bob.unwanted(({ kind }) => kind === 'request', 5_000);
    const isAsked = found !== undefined && lineValues(found, 'Require').some((value) => value.includes('x-teleport'));
    stage.judgeNone('3261-19.1.5-12', isAsked ? found : undefined, 'no Require of an extension that is not known');
  },
});
