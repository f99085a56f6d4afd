import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { notifiesUntilEnd, numberOf, referTarget } from '../support/refer-target.ts';
import { pauses } from '../support/retransmissions.ts';
import { CSeq, type SipRequest, Via } from '@sidetone/sip';

export default scenario({
  id: 'answering/refer-is-not-reported-too-often',
  title: 'NOTIFYs of a REFER come no more than once a second',
  role: 'answering',
  judges: {
    '3515-3.10-01': sends('NOTIFY')
      .nth(1)
      .and('another one', (notify) => nextOf(notify as SipRequest), 200),
  },
  async run(stage) {
    const { caller } = await referTarget(stage);
    const invite = await caller.next('INVITE', { withinMs: 10_000, expected: 'the call that was asked for' });
    const told = notifiesUntilEnd(caller);
    for (const status of [180, 183, 180, 183, 486]) {
      caller.reply(invite, status, undefined, 'referred');
      await stage.pass(150);
    }
    const times = (await told).map((notify) => caller.arrivals(notify)[0] ?? 0);
    const pausesMs = pauses(times);
    stage.judge(
      '3515-3.10-01',
      pausesMs.every((ms) => ms >= 900),
      'a second between two NOTIFYs',
      undefined,
      `${pausesMs.join(', ')} ms`,
    );
  },
});

function nextOf(notify: SipRequest): SipRequest {
  const next = notify.clone();
  const via = next.get(Via);
  if (via !== undefined) next.replaceFirst(Via, { ...via, branch: `${via.branch ?? ''}more` });
  next.set(CSeq, { number: numberOf(notify) + 100, method: 'NOTIFY' });
  return next;
}
