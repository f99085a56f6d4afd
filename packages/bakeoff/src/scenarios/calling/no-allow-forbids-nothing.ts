import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, answeredCall } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';
import { neighbour } from '../support/uris.ts';

export default scenario({
  id: 'calling/no-allow-forbids-nothing',
  title: 'An answer without Allow does not mean that the other end takes no methods: a transfer is asked for',
  role: 'calling',
  judges: { '3261-20.5-02': sends('REFER').lost() },
  async run(stage) {
    const { callee } = await answeredCall(stage, { edit: (response) => response.remove('Allow') });
    await stage.operate('transfer', neighbour(callee, 'carol'));
    let request = await callee.unwanted(isRequest('INVITE', 'REFER'), 5_000);
    if (request?.kind === 'request' && request.method === 'INVITE') {
      accept(callee, request, { edit: (response) => response.remove('Allow') });
      request = await callee.unwanted(isRequest('REFER'), 5_000);
    }
    stage.judge('3261-20.5-02', request !== undefined, 'a REFER', request, request === undefined ? 'none' : undefined);
    if (request?.kind === 'request') callee.reply(request, 603);
  },
});
