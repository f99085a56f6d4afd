import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteWithoutOffer } from '../support/call-target.ts';
import { audioFormats } from '../support/descriptions.ts';
import { sdpAnswer } from '../support/sdp-answer.ts';

export default scenario({
  id: 'answering/re-invite-without-offer',
  title: 'A re-INVITE without an offer gets one that offers all, and shares formats with what was agreed on',
  role: 'answering',
  judges: {
    '3261-14.2-09': sends('200 INVITE')
      .nth(2)
      .changingBody('with one format less', (body) => body.replace(/^(m=audio \S+ \S+ \S+).*$/m, '$1')),
    '3261-14.2-10': sends('200 INVITE')
      .nth(2)
      .changingBody('with one format less', (body) => body.replace(/^(m=audio \S+ \S+ \S+).*$/m, '$1')),
    '3261-14.2-11': sends('200 INVITE')
      .nth(2)
      .changingBody('with other formats', (body) => body.replace(/^(m=audio \S+ \S+) .*$/m, '$1 77')),
  },
  async run(stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    const invite = alice.send(inviteWithoutOffer(stage, alice));
    const answer = await alice.response(invite, '2xx', { withinMs: 10_000 });
    const dialog = TestDialog.ofResponse(alice, invite, answer);
    alice.send(dialog.ack(dialog.cseq, [SDP, sdpAnswer(answer.body, alice.sdp())]));
    const again = alice.send(dialog.request('INVITE'));
    const second = await alice.response(again, '2xx', { judges: '3261-14.2-11', expected: 'a 2xx with an offer' });
    alice.send(dialog.ack(dialog.cseq, [SDP, sdpAnswer(second.body, alice.sdp({ version: 2 }))]));
    const [first, later] = [audioFormats(answer.body), audioFormats(second.body)];
    const shown = `formats ${later.join(' ')} after ${first.join(' ')}`;
    const isShared = later.some((format) => first.includes(format));
    stage.require('3261-14.2-11', isShared, 'an offer that shares formats with the session', second, shown);
    const isWhole = first.every((format) => later.includes(format));
    stage.judge(['3261-14.2-09', '3261-14.2-10'], isWhole, 'all formats of a new call in the offer', second, shown);
  },
});
