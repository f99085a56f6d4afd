import type { Control } from '../../control/broken-end.ts';
import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { callTarget } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Allow } from '@sidetone/sip';

export default scenario({
  id: 'answering/update-changes-session',
  title: 'UPDATE is allowed, changes the session and is answered at once',
  role: 'answering',
  judges: {
    '3311-4-03': sends('200 INVITE').changing('Allow', (value) => value.replace(/UPDATE,? ?/, '')),
    '3311-5.2-07': sends('200 UPDATE').late(3_000),
    '3311-5.2-05': answersAsIfNothingHadChanged(),
    '3311-5.2-06': answersAsIfNothingHadChanged(),
  },
  async run(stage) {
    const { caller, answer, dialog } = await callTarget(stage);
    const offer = caller.sdp({ version: 2, direction: 'sendonly' });
    const update = caller.send(dialog.request('UPDATE', { body: [SDP, offer] }));
    const atMs = stage.elapsedMs;
    const updated = await caller.response(update, 'final', { withinMs: 10_000 });
    const tookMs = stage.elapsedMs - atMs;
    if (updated.status === 405 || updated.status === 501) stage.notApplicable('it does not take UPDATE');
    stage.judge(
      '3311-4-03',
      answer.all(Allow).includes('UPDATE'),
      'UPDATE in the Allow of the 2xx',
      answer,
      fieldShown(answer, 'Allow'),
    );
    stage.judge('3311-5.2-07', tookMs < 2_000, 'a response to UPDATE within 2 s', updated, `one after ${tookMs} ms`);
    const direction = /^a=(recvonly|inactive)\r?$/m.exec(updated.body)?.[1];
    stage.judge(
      ['3311-5.2-05', '3311-5.2-06'],
      updated.status < 300 && direction !== undefined,
      'a 2xx with an answer that only receives, since the offer only sends',
      updated,
      `${messageTitle(updated)} with another answer`,
    );
  },
});

function answersAsIfNothingHadChanged(): Control {
  return sends('200 UPDATE').changingBody('as before', (body) =>
    body.replace(/^a=(?:recvonly|inactive)/m, 'a=sendrecv'),
  );
}
