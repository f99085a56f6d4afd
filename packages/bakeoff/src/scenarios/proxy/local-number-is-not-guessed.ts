import type { SipMessage } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { inviteBob } from '../support/call-through.ts';
import { fateOf } from '../support/forwarded.ts';

const NUMBER = 'tel:4711;phone-context=nowhere.invalid';
const isLocal = (message: SipMessage): boolean => message.kind === 'request' && message.uri.startsWith('tel:');

export default scenario({
  id: 'proxy/local-number-is-not-guessed',
  title: 'A local number of a place that it does not know is translated to nothing',
  role: 'proxy',
  judges: {
    '3966-9-01': hears('INVITE')
      .where(isLocal)
      .instead('an INVITE to somebody', (invite) =>
        forged(invite, 'INVITE', { uri: 'sip:4711@biloxi.test', cseqBy: 0 }),
      ),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const invite = inviteBob(ends);
    invite.uri = NUMBER;
    const passed: string[] = [];
    const fate = await fateOf(stage, ends.alice, invite);
    for (const { message } of stage.ends.flatMap(({ heard }) => heard)) {
      if (message?.kind === 'request' && message.method === 'INVITE') passed.push(message.uri);
    }
    const isKept = fate.kind !== 'forwarded' || passed.every((uri) => uri.toLowerCase() === NUMBER);
    const expected = 'no translation of a number whose phone-context it cannot know';
    stage.judge('3966-9-01', isKept, expected, undefined, `INVITE ${passed.join(', ')}`);
  },
});
