import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { callTarget } from '../support/call-target.ts';

export default scenario({
  id: 'answering/refer-to-another-scheme',
  title: 'A REFER to what it cannot open is refused',
  role: 'answering',
  judges: {
    '3515-2.4.2-06': hears('REFER').answered(202),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage);
    const refer = dialog.request('REFER', { headers: { 'Refer-To': '<x-bakeoff:anything>' } });
    const answer = await caller.response(caller.send(refer), 'final', { judges: '3515-2.4.2-06' });
    stage.judge(
      '3515-2.4.2-06',
      answer.status >= 300,
      'a refusal of a REFER to an unknown scheme',
      answer,
      messageTitle(answer),
    );
  },
});
