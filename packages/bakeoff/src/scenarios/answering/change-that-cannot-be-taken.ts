import { hears, sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { uselessOffer } from '../support/descriptions.ts';
import { expectStatus, fieldShown } from '../support/expect-status.ts';
import { Warning } from '@sidetone/sip';

export default scenario({
  id: 'answering/change-that-cannot-be-taken',
  title: 'A re-INVITE that cannot be taken is refused with 488 and a Warning, and the call goes on',
  role: 'answering',
  judges: {
    '3261-14.2-05': sends('488 INVITE').without('Warning'),
    '3261-8.2-02': hears('BYE').answered(481),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage);
    const answer = await caller.exchange(
      dialog.request('INVITE', { body: [SDP, uselessOffer(caller.sdp({ version: 2 }))] }),
    );
    if (answer.status < 300) {
      caller.send(dialog.ack(dialog.cseq));
      stage.notApplicable('it takes an offer of any media, and refuses each part');
    }
    stage.judge('3261-14.2-05', answer.has(Warning), 'a Warning that says why', answer, fieldShown(answer, 'Warning'));
    await expectStatus(
      stage,
      caller,
      dialog.bye(),
      '2xx',
      '3261-8.2-02',
      'a BYE of the call that a refused re-INVITE left as it was',
    );
  },
});
