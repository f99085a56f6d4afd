import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { Via } from '@sidetone/sip';

export default scenario({
  id: 'answering/compact-and-combined-headers',
  title: 'Compact names and several values on one line are read like the long forms',
  role: 'answering',
  judges: {
    '3261-7.3.3-03': hears('OPTIONS')
      .where((message) => /\r\ni:/.test(message.toWire()))
      .answered(400),
    '3261-7.3.1-05': sends('200 OPTIONS').edit('with the first Via only', (message) => {
      const first = message.get(Via);
      if (first !== undefined) message.set(Via, first);
    }),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const plain = await alice.exchange(alice.request('OPTIONS', stage.target.uri));
    const compact = alice.request('OPTIONS', stage.target.uri);
    for (const [name, short] of Object.entries({ Via: 'v', From: 'f', To: 't', 'Call-ID': 'i', Contact: 'm' })) {
      const value = compact.raw(name) ?? '';
      compact.remove(name);
      compact.addRaw(short, value);
    }
    const answer = await alice.response(alice.send(compact), 'final', {
      judges: '3261-7.3.3-03',
      expected: 'an answer to OPTIONS with compact header names',
    });
    const expected = `a ${plain.status}, as to long names`;
    stage.judge('3261-7.3.3-03', answer.status === plain.status, expected, answer, messageTitle(answer));

    const combined = alice.request('OPTIONS', stage.target.uri);
    const below = ['hop1', 'hop2', 'hop3'].map((host) => `SIP/2.0/UDP ${host}.invalid;branch=z9hG4bK${host}`);
    combined.addRaw('Via', `${below[0] ?? ''}, ${below[1] ?? ''}`);
    combined.addRaw('Via', below[2] ?? '');
    const second = await alice.response(alice.send(combined), 'final', { judges: '3261-7.3.1-05' });
    const hosts = second.all(Via).map(({ host }) => host);
    stage.judge(
      '3261-7.3.1-05',
      hosts.slice(1).join() === 'hop1.invalid,hop2.invalid,hop3.invalid',
      'all Vias of the request, those on one line and those on lines of their own',
      second,
      `Vias of ${hosts.join(', ')}`,
    );
  },
});
