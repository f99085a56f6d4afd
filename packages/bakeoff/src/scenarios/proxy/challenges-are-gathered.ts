import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { fork } from '../support/fork.ts';
import { linesOf } from '../support/header-lines.ts';

const IDS = ['3261-16.7-29', '3261-16.7-34', '3261-22.3-14'] as const;
const challenge = (realm: string): string =>
  `Digest realm="${realm}", nonce="${realm}-4711", qop="auth", algorithm=MD5`;
const LOSES = sends('final INVITE').edit('without the challenge of the desk', (message) => {
  const lines = linesOf(message, 'Proxy-Authenticate');
  message.remove('Proxy-Authenticate');
  for (const line of lines) if (!line.includes('desk')) message.addRaw('Proxy-Authenticate', line);
});

export default scenario({
  id: 'proxy/challenges-are-gathered',
  title: 'When several devices ask for credentials, the response that goes up has all their challenges',
  role: 'proxy',
  judges: {
    '3261-16.7-29': LOSES,
    '3261-16.7-34': LOSES,
    '3261-22.3-14': LOSES,
    '3261-22.3-04': sends('401 INVITE').status(480),
  },
  async run(stage) {
    const { alice, invite, desk, mobile } = await fork(stage);
    desk.end.reply(desk.invite, 407, (response) => response.addRaw('Proxy-Authenticate', challenge('desk.test')));
    mobile.end.reply(mobile.invite, 401, (response) => response.addRaw('WWW-Authenticate', challenge('mobile.test')));
    const final = await alice.response(invite, 'final');
    const isChallenge = final.status === 401 || final.status === 407;
    stage.require('3261-22.3-04', isChallenge, 'a 401 or 407', final, `${final.status}`);
    const proxy = linesOf(final, 'Proxy-Authenticate').includes(challenge('desk.test'));
    const www = linesOf(final, 'WWW-Authenticate').includes(challenge('mobile.test'));
    stage.judge(IDS, proxy && www, 'the challenges of both devices, as they were', final, `${final.status} with one`);
  },
});
