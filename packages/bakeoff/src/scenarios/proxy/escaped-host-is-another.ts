import type { SipMessage } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { inviteBob } from '../support/call-through.ts';
import { requireNotForwarded } from '../support/refused.ts';

const isEscaped = (message: SipMessage): boolean => message.kind === 'request' && /@.*%/.test(message.uri);

export default scenario({
  id: 'proxy/escaped-host-is-another',
  title: 'An escape in a host is not read as the character that it stands for',
  role: 'proxy',
  judges: {
    '3261-19.1.2-06': hears('INVITE')
      .where(isEscaped)
      .instead('an INVITE to its user', (invite) =>
        forged(invite, 'INVITE', { uri: 'sip:bob@biloxi.test', cseqBy: 0 }),
      ),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const invite = inviteBob(ends);
    const at = invite.uri.indexOf('@') + 1;
    const code = invite.uri.charCodeAt(at).toString(16);
    invite.uri = `${invite.uri.slice(0, at)}%${code}${invite.uri.slice(at + 1)}`;
    const expected = 'no user of its own behind a host with an escape';
    await requireNotForwarded(stage, '3261-19.1.2-06', ends.alice, invite, expected);
    stage.judge('3261-19.1.2-06', true, expected);
  },
});
