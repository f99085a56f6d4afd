import type { Control } from '../../control/broken-end.ts';
import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';

export default scenario({
  id: 'answering/session-is-changed',
  title: 'A re-INVITE that changes the session is answered by what has changed',
  role: 'answering',
  judges: {
    '3261-14.2-03': answersAsIfNothingHadChanged(),
    '3261-14.2-04': answersAsIfNothingHadChanged(),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage);
    const offer = caller.sdp({ version: 2, direction: 'sendonly' });
    const invite = caller.send(dialog.request('INVITE', { body: [SDP, offer] }));
    const ids = ['3261-14.2-03', '3261-14.2-04'] as const;
    const answer = await caller.response(invite, '2xx', { judges: ids, expected: 'a 2xx to a re-INVITE' });
    caller.send(dialog.ack(dialog.cseq));
    const direction = /^a=(recvonly|inactive)\r?$/m.exec(answer.body)?.[1];
    stage.judge(
      ids,
      direction !== undefined,
      'an answer that only receives, since the offer only sends',
      answer,
      'an answer that sends',
    );
  },
});

/** The second answer sends as if the offer had not changed. */
function answersAsIfNothingHadChanged(): Control {
  return sends('200 INVITE')
    .nth(2)
    .changingBody('as before', (body) => body.replace(/^a=(?:recvonly|inactive)/m, 'a=sendrecv'));
}
