import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { challenge, credentialParam, credentials } from '../support/digest.ts';

export default scenario({
  id: 'calling/challenge-without-qop',
  title: 'A challenge of old, without qop, is answered without cnonce',
  role: 'calling',
  judges: {
    '3261-22.4-05': sends('INVITE')
      .nth(2)
      .changing('Proxy-Authorization', (value) => `${value}, cnonce="made-up"`),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    challenge(stage, callee, invite, 407, { nonce: 'one', qop: '' });
    await callee.next('ACK');
    const again = await callee.next('INVITE');
    const given = stage.had(credentials(stage, again, 407), 'an INVITE with credentials');
    const cnonce = credentialParam(given, 'cnonce');
    stage.judge('3261-22.4-05', cnonce === undefined, 'no cnonce in the credentials', again, given);
    callee.reply(again, 486);
  },
});
