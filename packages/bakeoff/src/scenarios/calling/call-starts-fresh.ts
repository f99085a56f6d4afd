import { From, tag } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'calling/call-starts-fresh',
  title: 'Each call has a Call-ID and a From tag of its own',
  role: 'calling',
  judges: {
    '3261-8.1.1.4-03': sends('INVITE').keeping('Call-ID'),
    '3261-8.1.1.4-04': sends('INVITE').edit('with a Call-ID of two characters', (invite) => {
      const from = invite.get(From);
      invite.remove('Call-ID');
      invite.addRaw('Call-ID', `${((from && tag(from)) ?? '').slice(0, 2)}@biloxi.test`);
    }),
    '3261-19.3-01': sends('INVITE').keeping('From'),
  },
  async run(stage) {
    const bob = await stage.end('bob');
    const calls = [];
    for (let count = 0; count < 2; count += 1) {
      await stage.operate('call', bob.contact);
      const invite = await bob.next('INVITE', { withinMs: 10_000 });
      bob.reply(invite, 486);
      await stage.pass(1_000);
      const from = invite.get(From);
      calls.push({ invite, callId: invite.raw('Call-ID'), tag: from && tag(from) });
    }
    const first = stage.had(calls[0], 'a call');
    const second = stage.had(calls[1], 'a second call');
    stage.judge('3261-8.1.1.4-03', first.callId !== second.callId, 'another Call-ID in the second call', second.invite);
    stage.judge('3261-19.3-01', first.tag !== second.tag, 'another From tag in the second call', second.invite);
    const own = [first, second].map(({ callId }) => callId?.split('@', 1)[0]?.length ?? 0);
    stage.judge(
      '3261-8.1.1.4-04',
      Math.min(...own) >= 8,
      'a Call-ID that nobody guesses',
      second.invite,
      second.callId,
    );
  },
});
