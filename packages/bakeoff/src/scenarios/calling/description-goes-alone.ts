import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, answeredCall, changedByTarget } from '../support/called-by-target.ts';
import { fieldShown } from '../support/expect-status.ts';

export default scenario({
  id: 'calling/description-goes-alone',
  title: 'An end whose Accept has no multipart gets the session description alone',
  role: 'calling',
  judges: {
    '3261-7.4.1-04': sends('INVITE')
      .nth(2)
      .edit('with its offer in a multipart', (invite) => {
        const part = `--x\r\nContent-Type: application/sdp\r\n\r\n${invite.body}\r\n--x--\r\n`;
        invite.setBody('multipart/mixed;boundary=x', part);
      }),
  },
  async run(stage) {
    const { callee } = await answeredCall(stage, {
      edit: (response) => response.addRaw('Accept', 'application/sdp'),
    });
    const change = await changedByTarget(stage, callee);
    const isAlone = (change.raw('Content-Type') ?? '').toLowerCase().startsWith('application/sdp');
    const expected = 'a session description that is no part of a multipart';
    stage.judge('3261-7.4.1-04', isAlone, expected, change, fieldShown(change, 'Content-Type'));
    accept(callee, change);
    await callee.next('ACK');
  },
});
