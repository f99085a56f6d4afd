import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { fieldShown } from '../support/expect-status.ts';
import { referTarget } from '../support/refer-target.ts';
import { isRequest } from '../support/requests.ts';
import { SubscriptionState } from '@sidetone/sip/message';

export default scenario({
  id: 'answering/referral-outlasts-the-call',
  title: 'The subscription of a REFER lasts longer than the call that it asks for is given',
  role: 'answering',
  limitMs: 420_000,
  judges: {
    '3515-3.4-01': sends('NOTIFY')
      .nth(1)
      .changing('Subscription-State', (value) => value.replace(/expires=\d+/, 'expires=30')),
  },
  async run(stage) {
    const { caller } = await referTarget(stage);
    const notify = await caller.next('NOTIFY');
    caller.reply(notify, 200);
    const expiresSec = notify.get(SubscriptionState)?.expiresSec ?? 0;
    const atMs = stage.elapsedMs;
    const invite = await caller.next('INVITE', { withinMs: 10_000, expected: 'the call that was asked for' });
    caller.reply(invite, 180, undefined, 'referred');
    const end = await caller.unwanted(isRequest('CANCEL'), 360_000);
    if (end?.kind === 'request') caller.reply(end, 200);
    caller.reply(invite, 487, undefined, 'referred');
    const triedSec = Math.round((stage.elapsedMs - atMs) / 1000);
    stage.judge(
      '3515-3.4-01',
      expiresSec > triedSec,
      `expires above the ${triedSec} s that the call is tried`,
      notify,
      fieldShown(notify, 'Subscription-State'),
    );
  },
});
