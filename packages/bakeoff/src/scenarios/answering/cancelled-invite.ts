import { hears, sends } from '../../control/controls.ts';
import { cancelOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { ringTarget } from '../support/ring-target.ts';

export default scenario({
  id: 'answering/cancelled-invite',
  title: 'A CANCEL is answered 200 without a challenge, and its INVITE 487 at once',
  role: 'answering',
  judges: {
    '3261-22.1-10': hears('CANCEL').answered(401, (response) =>
      response.addRaw('WWW-Authenticate', 'Digest realm="x", nonce="y"'),
    ),
    '3261-22.1-11': hears('CANCEL').answered(403),
    '3261-9.2-02': sends('487 INVITE').lost(),
    '3261-9.2-03': sends('200 CANCEL').changing('To', (value) => value.replace(/;tag=.*/, ';tag=another')),
  },
  async run(stage) {
    const { caller, invite } = await ringTarget(stage);
    const answer = await caller.response(caller.send(cancelOf(invite)), 'final');
    const isChallenged = answer.status === 401 || answer.status === 407;
    stage.require('3261-22.1-10', !isChallenged, 'no challenge to a CANCEL', answer, messageTitle(answer));
    stage.require(
      '3261-22.1-11',
      answer.status < 300,
      'a 2xx to a CANCEL of the hop that sent the INVITE',
      answer,
      messageTitle(answer),
    );
    const final = await caller.response(invite, 'final', {
      withinMs: 2_000,
      judges: '3261-9.2-02',
      expected: 'a 487 to the cancelled INVITE at once',
    });
    stage.judge('3261-9.2-02', final.status === 487, 'a 487 to the cancelled INVITE', final, messageTitle(final));
    const tags = [answer, final].map((response) => response.raw('To')?.replace(/^.*;tag=/, ''));
    stage.judge(
      '3261-9.2-03',
      tags[0] === tags[1],
      'one To tag in both responses',
      answer,
      `tags ${tags.join(' and ')}`,
    );
  },
});
