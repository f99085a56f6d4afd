import type { SipMessage } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { infoOfTarget, KNOWS_NO_PACKAGES, knowsPackages, packageOf } from '../support/info.ts';
import { isRequest } from '../support/requests.ts';

const lists = (name: string) => (response: SipMessage) => response.addRaw('Recv-Info', name);

const unnamed = sends('INFO').nth(1).without('Info-Package');

export default scenario({
  id: 'calling/info-of-a-package',
  title:
    'The caller lists its Info Packages; its INFO names one, and a 469 changes neither the call nor what is sent later',
  role: 'calling',
  judges: {
    '6086-5.2.3-01': sends('INVITE').without('Recv-Info'),
    '6086-4.2.1-01': unnamed,
    '6086-7.1-01': unnamed,
    '6086-4.2.1-03': sends('INFO').nth(1).with('Recv-Info', 'x-bakeoff'),
    '6086-4.2.1-05': hears('469 INFO').and('a BYE', (refusal) => forged(refusal, 'BYE')),
    '6086-4.2.2-02': sends('INFO').from(2).lost(),
  },
  async run(stage) {
    const { callee, invite, dialog } = await answeredCall(stage, { edit: lists('x-bakeoff') });
    const name = packageOf(stage, invite);
    if (!invite.has('Recv-Info') && !(await knowsPackages(callee, dialog))) stage.notApplicable(KNOWS_NO_PACKAGES);
    const listed = 'a Recv-Info in the first INVITE, if an empty one';
    stage.judge('6086-5.2.3-01', invite.has('Recv-Info'), listed, invite, fieldShown(invite, 'Recv-Info'));
    if (name !== 'x-bakeoff') {
      const change = callee.send(dialog.request('INVITE', { headers: { 'Recv-Info': name } }));
      await callee.response(change, '2xx');
      callee.send(dialog.ack(dialog.cseq));
    }
    await stage.operate('sendInfo', name);
    const info = await callee.next('INFO');
    const ids = ['6086-4.2.1-01', '6086-7.1-01'] as const;
    const isNamed = info.raw('Info-Package')?.startsWith(name) === true;
    stage.judge(ids, isNamed, `Info-Package: ${name}`, info, fieldShown(info, 'Info-Package'));
    stage.judge('6086-4.2.1-03', !info.has('Recv-Info'), 'no Recv-Info in INFO', info, fieldShown(info, 'Recv-Info'));
    callee.reply(info, 469, lists('x-other'));
    const bye = await callee.unwanted(isRequest('BYE'), 2_000);
    const on = stage.judge('6086-4.2.1-05', bye === undefined, 'a call that goes on after a 469', bye);
    if (!on) return;
    await stage.operate('sendInfo', name);
    const again = await infoOfTarget(callee);
    const expected = 'an INFO of the package that the dialog has agreed on, whatever a 469 lists';
    stage.judge('6086-4.2.2-02', again !== undefined, expected, again, again === undefined ? 'none' : undefined);
  },
});
