import { Via } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';
import { linesOf } from '../support/header-lines.ts';

const ANOTHER_TAG = (value: string): string => `${value.replace(/;tag=.*/, '')};tag=another`;

export default scenario({
  id: 'proxy/refusal-is-acknowledged',
  title: 'The proxy acknowledges a refusal itself, by an ACK like its INVITE, without waiting for the caller',
  role: 'proxy',
  protocols: ['UDP'],
  judges: {
    '3261-17.1.1.2-19': sends('ACK').lost(),
    '3261-17.1.1.3-02': sends('ACK').changing('From', ANOTHER_TAG),
    '3261-17.1.1.3-03': sends('ACK').changing('To', ANOTHER_TAG),
    '3261-17.1.1.3-04': sends('ACK').adding('Via', 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKmore'),
    '3261-16.6-60': sends('ACK').changing('Via', (value) => value.replace(/branch=[^;]*/, '$&x')),
    '3261-17.1.1.3-05': sends('ACK').changing('CSeq', () => '99 ACK'),
    '3261-17.1.1.3-06': sends('ACK').adding('Route', '<sip:192.0.2.77;lr>'),
    '3261-17.1.1.3-08': sends('ACK').body('text/plain', 'bye'),
    '3261-17.1.1.2-22': hears('486 INVITE').nth(2).lost(),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    alice.acknowledges = false;
    const busy = bob.reply(came, 486);
    const ack = await bob.next('ACK', { judges: '3261-17.1.1.2-19', expected: 'an ACK for the 486' });
    stage.judge('3261-17.1.1.2-19', true, 'an ACK for the 486', ack);
    const isSame = ack.uri === came.uri && ['Call-ID', 'From'].every((name) => ack.raw(name) === came.raw(name));
    stage.judge('3261-17.1.1.3-02', isSame, 'Call-ID, From and Request-URI of the INVITE', ack);
    stage.judge('3261-17.1.1.3-03', ack.raw('To') === busy.raw('To'), 'the To of the 486', ack, ack.raw('To'));
    const vias = ack.all(Via);
    stage.judge('3261-17.1.1.3-04', vias.length === 1, 'a single Via', ack, `${vias.length} of them`);
    stage.judge('3261-16.6-60', vias[0]?.branch === came.get(Via)?.branch, 'the branch of the INVITE', ack);
    const cseq = came.raw('CSeq')?.replace('INVITE', 'ACK');
    stage.judge('3261-17.1.1.3-05', ack.raw('CSeq') === cseq, `CSeq: ${cseq}`, ack, `CSeq: ${ack.raw('CSeq')}`);
    const routes = linesOf(ack, 'Route').join();
    stage.judge('3261-17.1.1.3-06', routes === linesOf(came, 'Route').join(), 'the Route of the INVITE', ack, routes);
    stage.judge('3261-17.1.1.3-08', ack.body === '', 'no body in the ACK', ack);
    await alice.response(sent, 486);
    alice.acknowledges = true;
    const before = bob.arrivals(ack).length;
    bob.sendOnce(busy);
    await stage.pass(500);
    const isAgain = bob.arrivals(ack).length > before;
    stage.judge('3261-17.1.1.2-22', isAgain, 'another ACK for a 486 that comes again', ack, 'none');
  },
});
