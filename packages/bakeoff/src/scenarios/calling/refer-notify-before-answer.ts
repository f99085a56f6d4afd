import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { referringTarget } from '../support/referring-target.ts';

export default scenario({
  id: 'calling/refer-notify-before-answer',
  title: 'A NOTIFY that overtakes the 202 to REFER is taken',
  role: 'calling',
  judges: { '3515-2.4.4-04': hears('NOTIFY').answered(481) },
  async run(stage) {
    const { callee, dialog, refer } = await referringTarget(stage);
    const notice = dialog.request('NOTIFY', {
      headers: { Event: 'refer', 'Subscription-State': 'active;expires=60' },
      body: ['message/sipfrag', 'SIP/2.0 100 Trying\r\n'],
    });
    const expected = 'a 2xx to a NOTIFY before the 202 to REFER';
    const answer = await callee.response(callee.send(notice), 'final', { judges: '3515-2.4.4-04', expected });
    stage.judge('3515-2.4.4-04', answer.status < 300, expected, answer);
    callee.reply(refer, 202);
    const last = dialog.request('NOTIFY', {
      headers: { Event: 'refer', 'Subscription-State': 'terminated;reason=noresource' },
      body: ['message/sipfrag', 'SIP/2.0 486 Busy Here\r\n'],
    });
    await callee.response(callee.send(last), 'final');
  },
});
