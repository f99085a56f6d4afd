import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'calling/tel-becomes-sip',
  title: 'A tel URI that gets a 416 is called again as a SIP URI',
  role: 'calling',
  judges: {
    '3261-8.1.3.5-04': sends('INVITE').from(2).lost(),
    '3261-19.1.1-10': sends('INVITE')
      .from(2)
      .rewritten('without user=phone', (wire) => wire.replace(';user=phone', '')),
  },
  async run(stage) {
    const callee = await stage.end('bob');
    await stage.operate('call', 'tel:+12125551212');
    const invite = await callee.next('INVITE', { withinMs: 10_000 });
    callee.reply(invite, 416);
    if (!invite.uri.startsWith('tel:')) return stage.notApplicable('it calls a tel URI as a SIP URI at once');
    const expected = 'an INVITE to a SIP URI with that number';
    const again = await callee.next('INVITE', { judges: '3261-8.1.3.5-04', expected });
    stage.judge('3261-8.1.3.5-04', /^sips?:\+?12125551212/.test(again.uri), expected, again);
    stage.judge('3261-19.1.1-10', /;user=phone/i.test(again.uri), 'user=phone behind a telephone number', again);
    callee.reply(again, 486);
  },
});
