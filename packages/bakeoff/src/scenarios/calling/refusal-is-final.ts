import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRequest } from '../support/requests.ts';

const again = (nth: number) =>
  sends('ACK')
    .nth(nth)
    .and('the same INVITE again', (ack) => forged(ack, 'INVITE'), 500);

export default scenario({
  id: 'calling/refusal-is-final',
  title: 'A call that was refused with 400 or 403 is not placed again by itself',
  role: 'calling',
  judges: { '3261-21.4-01': again(1), '3261-21.4-03': again(2) },
  async run(stage) {
    const callee = await stage.end('bob');
    for (const [status, id] of [
      [400, '3261-21.4-01'],
      [403, '3261-21.4-03'],
    ] as const) {
      await stage.operate('call', callee.contact);
      callee.reply(await callee.next('INVITE', { withinMs: 10_000 }), status);
      await callee.next('ACK');
      const repeated = await callee.unwanted(isRequest('INVITE'), 10_000);
      stage.judgeNone(id, repeated, `no INVITE again after a ${status}`);
    }
  },
});
