import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { messageTitle } from '../../trace/entry.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Allow } from '@sidetone/sip';

export default scenario({
  id: 'answering/options-lists-abilities',
  title: 'OPTIONS is answered with what the user agent can do',
  role: 'answering',
  judges: {
    '3261-8.1.1.1-05': hears('OPTIONS').answered(416),
    '3261-13.1-01': sends('200 OPTIONS').with('Allow', 'INVITE, OPTIONS'),
    '3261-11-01': hears('OPTIONS').answered(405, (response) => response.addRaw('Allow', 'INVITE, ACK, CANCEL, BYE')),
    '3261-11.2-02': sends('200 OPTIONS').without('Allow', 'Accept', 'Accept-Encoding', 'Accept-Language', 'Supported'),
  },
  async run(stage: Stage) {
    const alice = await stage.end('alice');
    const options = alice.request('OPTIONS', stage.target.uri);
    const answer = await alice.exchange(options);
    stage.require('3261-8.1.1.1-05', answer.status !== 416, 'a sip URI to be understood', answer, messageTitle(answer));
    const isServed = answer.status !== 405 && answer.status !== 501;
    stage.require('3261-11-01', isServed, 'OPTIONS among the methods that are supported', answer, messageTitle(answer));
    if (answer.status >= 300) stage.notApplicable(`OPTIONS is refused with ${answer.status}`);
    stage.judge(
      '3261-11.2-02',
      ['Allow', 'Accept', 'Accept-Encoding', 'Accept-Language', 'Supported'].every((name) => answer.has(name)),
      'Allow, Accept, Accept-Encoding, Accept-Language and Supported in the 200',
      answer,
    );
    const allowed = answer.all(Allow);
    const isWhole = !allowed.includes('INVITE') || ['ACK', 'CANCEL', 'BYE'].every((method) => allowed.includes(method));
    stage.judge(
      '3261-13.1-01',
      isWhole,
      'ACK, CANCEL and BYE in Allow, since INVITE is',
      answer,
      fieldShown(answer, 'Allow'),
    );
  },
});
