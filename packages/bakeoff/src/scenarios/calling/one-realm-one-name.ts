import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { credentialParam, credentials } from '../support/digest.ts';

export default scenario({
  id: 'calling/one-realm-one-name',
  title: 'For two challenges of one realm the same name is used, each answered in its own header field',
  role: 'calling',
  judges: {
    '3261-22.3-18': sends('INVITE')
      .nth(2)
      .changing('Authorization', (value) => value.replace(/username="/, 'username="x')),
    '3261-22.3-16': sends('INVITE')
      .nth(2)
      .changing('Authorization', (value) => value.replace(/realm="[^"]*",?\s*/, '')),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const { domain } = stage.target;
    callee.reply(invite, 407, (response) => {
      for (const [name, nonce] of [
        ['Proxy-Authenticate', 'one'],
        ['WWW-Authenticate', 'two'],
      ] as const) {
        response.addRaw(name, `Digest realm="${domain}", nonce="${nonce}", algorithm=MD5, qop="auth"`);
      }
    });
    await callee.next('ACK');
    const again = await callee.next('INVITE');
    const [proxy, server] = [credentials(stage, again, 407), again.raw('Authorization')];
    if (proxy === undefined || server === undefined) return stage.notApplicable('it answers one challenge at a time');
    stage.judge(
      '3261-22.3-16',
      credentialParam(server, 'realm') === domain,
      'a realm in all credentials',
      again,
      server,
    );
    const [one, other] = [proxy, server].map((value) => credentialParam(value, 'username'));
    stage.judge('3261-22.3-18', one === other, 'the same username for the same realm', again, `${one} and ${other}`);
    callee.reply(again, 486);
  },
});
