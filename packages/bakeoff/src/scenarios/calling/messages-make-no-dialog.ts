import { type SipRequest, tag, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import type { TestEnd } from '../../end/test-end.ts';
import { fieldShown } from '../support/expect-status.ts';

export default scenario({
  id: 'calling/messages-make-no-dialog',
  title: 'Two messages to the same address are sent without a dialog between them',
  role: 'calling',
  judges: {
    '3428-2-01': sends('MESSAGE').changing('To', (value) => `${value};tag=bakeoff-bob`),
  },
  async run(stage) {
    const bob = await stage.end('bob');
    for (const text of ['one', 'two']) {
      const message = await messaged(stage, bob, text);
      const to = message.get(To);
      const isFree = message.method === 'MESSAGE' && to !== undefined && tag(to) === undefined;
      stage.judge('3428-2-01', isFree, 'a MESSAGE that belongs to no dialog', message, fieldShown(message, 'To'));
      bob.reply(message, 200);
    }
  },
});

async function messaged(stage: Stage, bob: TestEnd, text: string): Promise<SipRequest> {
  await stage.operate('sendMessage', bob.contact, text);
  return bob.next('*');
}
