import { RecvInfo } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { answeredCall } from '../support/called-by-target.ts';
import { infoOfTarget, packageOf } from '../support/info.ts';

export default scenario({
  id: 'calling/info-only-when-wanted',
  title: 'INFO of a package is sent only when the other end lists it, and as long as it does',
  role: 'calling',
  judges: {
    '6086-4.2.1-04': hears('200 INVITE').with('Recv-Info', 'x-bakeoff'),
    '6086-5.2.2-04': hears('INVITE')
      .where((message) => message.all(RecvInfo).length === 0)
      .with('Recv-Info', 'x-bakeoff'),
  },
  async run(stage: Stage) {
    const { callee, invite, dialog } = await answeredCall(stage);
    const name = packageOf(stage, invite);
    await stage.operate('sendInfo', name);
    const early = await infoOfTarget(callee);
    const isOfNone = early === undefined || !early.has('Info-Package');
    stage.judge('6086-4.2.1-04', isOfNone, 'no INFO of a package that was not asked for', early);
    let version = 2;
    for (const listed of [name, '']) {
      const body = [SDP, callee.sdp({ version })] as const;
      version += 1;
      const change = callee.send(dialog.request('INVITE', { headers: { 'Recv-Info': listed }, body }));
      await callee.response(change, '2xx');
      callee.send(dialog.ack(dialog.cseq));
      await stage.operate('sendInfo', name);
      const info = await infoOfTarget(callee);
      if (listed === '')
        stage.judge('6086-5.2.2-04', info === undefined, 'no INFO of a package that is no longer listed', info);
      else stage.need(info !== undefined, 'an INFO of a package that is listed');
    }
  },
});
