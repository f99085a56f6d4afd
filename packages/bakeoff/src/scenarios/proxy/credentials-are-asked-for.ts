import { ProxyAuthenticate } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { inviteBob } from '../support/call-through.ts';
import { linesOf } from '../support/header-lines.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';

const WRONG = 'Digest username="alice", realm="wrong.test", nonce="made-up", uri="sip:x", response="00", algorithm=MD5';

const CHECKED = ['3261-16.3-17', '3261-26.3.2.2-04'] as const;

export default scenario({
  id: 'proxy/credentials-are-asked-for',
  title: 'Who shows no credentials, or wrong ones, is asked for them by 407 and gets no further',
  role: 'proxy',
  judges: {
    '3261-22.1-01': sends('407 INVITE').status(401),
    '3261-22.3-02': sends('407 INVITE').without('Proxy-Authenticate'),
    '3261-22.4-06': sends('407 INVITE').edit('without qop', (response) => {
      const lines = linesOf(response, 'Proxy-Authenticate');
      response.remove('Proxy-Authenticate');
      for (const line of lines) response.addRaw('Proxy-Authenticate', line.replace(/,\s*qop="[^"]*"/, ''));
    }),
    '3261-22-03': sends('407 INVITE').adding('Proxy-Authenticate', 'Basic realm="biloxi.test"'),
    '3261-16.3-17': hears('INVITE').nth(2).answered(480),
    '3261-26.3.2.2-04': hears('INVITE').nth(2).answered(480),
  },
  async run(stage: Stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const invite = alice.send(inviteBob(ends));
    const asked = await alice.response(invite, 'any', { expected: 'a challenge' });
    if (asked.status < 400) stage.notApplicable('it asks nobody for credentials');
    stage.require('3261-22.1-01', asked.status !== 401, 'no 401 by a proxy', asked);
    stage.need(asked.status === 407, 'a challenge');
    const challenges = asked.all(ProxyAuthenticate);
    stage.require('3261-22.3-02', challenges.length > 0, 'a Proxy-Authenticate in the 407', asked);
    const digests = challenges.filter(({ scheme }) => scheme.toLowerCase() === 'digest');
    const hasQop = digests.length > 0 && digests.every(({ params }) => params.has('qop'));
    stage.judge('3261-22.4-06', hasQop, 'a qop in every digest challenge', asked);
    const isBasic = challenges.some(({ scheme }) => scheme.toLowerCase() === 'basic');
    stage.judge('3261-22-03', !isBasic, 'no challenge of the scheme Basic', asked);
    const wrong = alice.again(invite);
    wrong.addRaw('Proxy-Authorization', WRONG);
    const refused = await alice.response(alice.send(wrong), 'final', { judges: CHECKED });
    const isRefused = [401, 403, 407].includes(refused.status);
    stage.judge(CHECKED, isRefused, 'a 407 or 403 for credentials that are wrong', refused);
    const slipped = await bob.unwanted(({ kind }) => kind === 'request', 500);
    stage.judge(CHECKED, slipped === undefined, 'no INVITE forwarded without credentials', slipped);
  },
});
