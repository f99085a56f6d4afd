import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

const goesOn = sends('MESSAGE').twice(3_000);

export default scenario({
  id: 'calling/final-stops-retransmissions',
  title: 'After its final response a request is not repeated any more',
  role: 'calling',
  protocols: ['UDP'],
  judges: { '3261-17.1.2.2-06': goesOn, '3261-17.1.2.2-09': goesOn },
  async run(stage) {
    const bob = await stage.end('bob');
    bob.answersCopies = false;
    const ids = ['3261-17.1.2.2-06', '3261-17.1.2.2-09'] as const;
    for (const first of [undefined, 100]) {
      await stage.operate('sendMessage', bob.contact, 'hello');
      const message = await bob.next('MESSAGE');
      if (first !== undefined) bob.reply(message, first);
      bob.reply(message, 200);
      const before = bob.arrivals(message).length;
      await stage.pass(6_000);
      const more = bob.arrivals(message).length - before;
      const id = first === undefined ? ids[0] : ids[1];
      stage.judge(id, more === 0, 'no repetition after the final response', message, `${more} of them`);
    }
  },
});
