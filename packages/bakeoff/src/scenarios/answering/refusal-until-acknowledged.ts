import { hears, sends } from '../../control/controls.ts';
import { ackOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { refusedInvite } from '../support/refused-invite.ts';

export default scenario({
  id: 'answering/refusal-until-acknowledged',
  title: 'A refusal is repeated at growing intervals until its ACK comes',
  role: 'answering',
  protocols: ['UDP'],
  judges: {
    '3261-17.2.1-08': sends('final INVITE').from(3).lost(),
    '3261-17.2.1-10': hears('INVITE').nth(2).lost(),
    '3261-17.2.1-11': hears('ACK').lost(),
  },
  async run(stage) {
    const { caller, invite, refusal } = await refusedInvite(stage);
    await stage.pass(200);
    const before = caller.arrivals(refusal).length;
    caller.sendOnce(invite);
    await stage.pass(200);
    const again = caller.arrivals(refusal).length - before;
    stage.judge(
      '3261-17.2.1-10',
      again === 1,
      'the refusal again, for an INVITE that is repeated',
      refusal,
      `${again} times`,
    );
    await stage.pass(8_000);
    const times = caller.arrivals(refusal);
    const first = times[0] ?? 0;
    const shown = times.map((atMs) => `${atMs - first} ms`).join(', ');
    // Timer G: after 0.5, 1.5, 3.5 and 7.5 s; the INVITE that was repeated has brought one more.
    stage.judge(
      '3261-17.2.1-08',
      times.length >= 4,
      'the refusal repeated at growing intervals',
      refusal,
      `it at ${shown}`,
    );
    caller.sendOnce(ackOf(invite, refusal));
    await stage.pass(200);
    const acknowledged = caller.arrivals(refusal).length;
    await stage.pass(9_000);
    const later = caller.arrivals(refusal).length - acknowledged;
    stage.judge('3261-17.2.1-11', later === 0, 'no refusal any more after the ACK', refusal, `${later} more`);
  },
});
