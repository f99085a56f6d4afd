import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { inviteTo } from '../support/call-target.ts';
import { uselessOffer } from '../support/descriptions.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Warning } from '@sidetone/sip';

export default scenario({
  id: 'answering/offer-that-cannot-be-taken',
  title: 'An offer of nothing that it could use is refused with 488, which says why',
  role: 'answering',
  judges: {
    '3261-13.3.1.3-03': sends('488 INVITE').status(500),
    '3261-13.3.1.3-04': sends('488 INVITE').without('Warning'),
  },
  async run(stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    const invite = inviteTo(stage, alice, { body: [SDP, uselessOffer(alice.sdp())] });
    const answer = await alice.response(alice.send(invite), 'final', { judges: '3261-13.3.1.3-03', withinMs: 10_000 });
    if (answer.status < 300) stage.notApplicable('it takes an offer of any media, and refuses each part');
    stage.require(
      '3261-13.3.1.3-03',
      answer.status === 488 || answer.status === 606,
      'a 488 to an offer that cannot be taken',
      answer,
      messageTitle(answer),
    );
    stage.judge(
      '3261-13.3.1.3-04',
      answer.has(Warning),
      'a Warning that says why',
      answer,
      fieldShown(answer, 'Warning'),
    );
  },
});
