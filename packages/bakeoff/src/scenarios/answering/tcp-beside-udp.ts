import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { type SipMessage, Via } from '@sidetone/sip';

export default scenario({
  id: 'answering/tcp-beside-udp',
  title: 'It is reached by TCP where it is reached by UDP, and keeps the connection for a while',
  role: 'answering',
  protocols: ['UDP'],
  limitMs: 90_000,
  judges: {
    '3261-18-03': hears('OPTIONS').where(byTcp).lost(),
    '3261-18.2.1-03': hears('OPTIONS').where(byTcp).lost(),
    '3261-18.2.2-02': sends('200 OPTIONS').where(toNobody).lost(),
    '3261-18.3-04': sends('200 OPTIONS').where(byTcp).rewritten('without Content-Length', withoutLength),
    '3261-20.14-02': sends('200 OPTIONS').where(byTcp).rewritten('without Content-Length', withoutLength),
    '3261-20-03': sends('200 OPTIONS').where(byTcp).rewritten('without Content-Length', withoutLength),
    '3261-18-01': sends('200 OPTIONS').where(byTcp).andCloses(1_000),
    '3261-18-02': sends('200 OPTIONS').where(byTcp).andCloses(1_000),
  },
  async run(stage: Stage) {
    const { target } = stage;
    const [udp, tcp] = [target.address('UDP'), target.address('TCP')];
    if (udp === undefined || tcp === undefined) stage.notApplicable('it speaks only one of UDP and TCP here');
    const ids = ['3261-18-03', '3261-18.2.1-03'] as const;
    stage.judge(ids, udp.port === tcp.port, `TCP at port ${udp.port}, as UDP`, undefined, `port ${tcp.port}`);
    const alice = await stage.end('alice', { protocol: 'TCP' });
    const options = alice.send(alice.request('OPTIONS', target.uri));
    const answer = await alice.response(options, 'final', { judges: ids, expected: 'a response by TCP' });
    stage.judge(
      ['3261-18.3-04', '3261-20.14-02', '3261-20-03'],
      answer.has('Content-Length'),
      'a Content-Length in what goes by TCP',
      answer,
      'none',
    );
    const hidden = alice.request('OPTIONS', target.uri);
    const via = hidden.get(Via);
    // Nobody is there but on this connection.
    if (via !== undefined) hidden.replaceFirst(Via, { ...via, host: 'alice.invalid', port: 9 });
    const same = await alice.response(alice.send(hidden), 'final', {
      judges: '3261-18.2.2-02',
      expected: 'a response on the connection of the request',
    });
    stage.judge('3261-18.2.2-02', true, 'a response on the connection of the request', same);
    await stage.pass(33_000);
    const isOpen = alice.closures.length === 0;
    stage.judge(
      ['3261-18-01', '3261-18-02'],
      isOpen,
      'the connection still open after 33 s',
      answer,
      alice.closures.join(),
    );
  },
});

function byTcp(message: SipMessage): boolean {
  return message.get(Via)?.protocol === 'TCP';
}

function toNobody(message: SipMessage): boolean {
  return message.get(Via)?.host === 'alice.invalid';
}

function withoutLength(wire: string): string {
  return wire.replace(/^Content-Length:.*\r\n/im, '');
}
