import { type SipMessage, WwwAuthenticate } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { registration } from '../support/bindings.ts';
import { hasCredentials } from '../support/credentials.ts';
import { linesOf } from '../support/header-lines.ts';

function joinChallenges(message: SipMessage): void {
  const joined = linesOf(message, 'WWW-Authenticate').join(', ');
  message.remove('WWW-Authenticate');
  message.addRaw('WWW-Authenticate', joined);
}

export default scenario({
  id: 'registrar/asks-for-credentials',
  title: 'Who registers is asked for digest credentials with qop, and never by Basic',
  role: 'registrar',
  judges: {
    '3261-10.3-10': hears('REGISTER')
      .where((message) => !hasCredentials(message))
      .answered(200),
    '3261-22.2-02': sends('401 REGISTER').without('WWW-Authenticate'),
    '3261-22.4-06': sends('401 REGISTER').rewritten('without qop', (wire) => wire.replaceAll(/, *qop="[^"]*"/g, '')),
    '3261-22.4-02': sends('401 REGISTER').adding('WWW-Authenticate', 'Basic realm="biloxi.test"'),
    '3261-7.3.1-04': sends('401 REGISTER').edit('with its challenges on one line', joinChallenges),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const request = registration(stage, alice, { headers: { Expires: '600' } });
    const answer = await alice.response(alice.send(request), 'final');
    stage.require('3261-10.3-10', answer.status >= 300, 'a REGISTER without credentials not to be accepted', answer);
    if (answer.status !== 401) stage.notApplicable(`a REGISTER without credentials is answered ${answer.status}`);
    const challenges = answer.all(WwwAuthenticate);
    const lines = linesOf(answer, 'WWW-Authenticate');
    stage.require('3261-22.2-02', challenges.length > 0, 'a WWW-Authenticate in the 401', answer);
    const digests = challenges.filter(({ scheme }) => scheme.toLowerCase() === 'digest');
    const haveQop = digests.length > 0 && digests.every(({ params }) => params.has('qop'));
    stage.judge('3261-22.4-06', haveQop, 'a qop in every digest challenge', answer, lines.join(' and '));
    const isBasic = challenges.some(({ scheme }) => scheme.toLowerCase() === 'basic');
    stage.judge('3261-22.4-02', !isBasic, 'no Basic challenge', answer, lines.join(' and '));
    const areApart = lines.length === challenges.length;
    stage.judge('3261-7.3.1-04', areApart, 'a line of its own for each challenge', answer, lines.join(' and '));
  },
});
