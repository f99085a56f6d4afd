import { createResponse, type SipMessage, type SipRequest, tag, To } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';

const isInDialog = (message: SipMessage): boolean => {
  const to = message.get(To);
  return to !== undefined && tag(to) !== undefined;
};

export default scenario({
  id: 'proxy/prack-of-others-is-forwarded',
  title: 'PRACK for a response that is not its own passes, and in a dialog it makes no reliable responses of its own',
  role: 'proxy',
  judges: {
    '3262-3-07': hears('PRACK').answered(481),
    '3262-3-06': hears('INVITE')
      .where(isInDialog)
      .and('a reliable 183', (invite) => {
        const progress = createResponse(invite as SipRequest, 183);
        progress.addRaw('Require', '100rel');
        progress.addRaw('RSeq', '1');
        return progress;
      }),
  },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage);
    const prack = alice.send(alices.request('PRACK', { headers: { RAck: '776656 1 INVITE' } }));
    const expected = 'a PRACK that matches no reliable response of its own, forwarded';
    const passed = await bob.next('PRACK', { judges: '3262-3-07', expected });
    stage.judge('3262-3-07', true, expected, passed);
    bob.reply(passed, 481);
    await alice.response(prack, 'final');
    const change = alices.request('INVITE', {
      headers: { Supported: '100rel' },
      body: [SDP, alice.sdp({ version: 2 })],
    });
    alice.send(change);
    const second = await bob.next('INVITE');
    const isReliable = (message: SipMessage): boolean => message.kind === 'response' && message.has('RSeq');
    const progress = await alice.unwanted(isReliable, 2_000);
    stage.judge('3262-3-06', progress === undefined, 'no reliable response of its own to a re-INVITE', progress);
    bob.reply(second, 488);
    await alice.response(change, 'final');
  },
});
