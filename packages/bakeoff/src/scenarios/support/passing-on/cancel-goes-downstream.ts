import { Via } from '@sidetone/sip';
import { sends } from '../../../control/controls.ts';
import { cancelOf } from '../../../end/ack-and-cancel.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import { ringBob } from '../call-through.ts';
import { linesOf } from '../header-lines.ts';
import type { PassesOn } from './passes-on.ts';

const LOSES = sends('CANCEL').lost();

export const cancelGoesDownstream = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/cancel-goes-downstream`,
    title: 'CANCEL gets its 200 at once, and goes on as a CANCEL of the forwarded INVITE',
    role,
    judges: {
      '3261-16.10-04': sends('200 CANCEL').lost(),
      '3261-16.10-02': LOSES,
      '3261-16.10-05': LOSES,
      '3261-16.6-60': sends('CANCEL').changing('Via', (value) => value.replace(/branch=[^;]*/, '$&x')),
      '3261-16.6-59': sends('CANCEL').changing('Via', (value) => value.replace(/branch=[^;]*/, '$&x')),
      '3261-9.1-02': sends('CANCEL').changing('From', (value) => `${value}x`),
      '3261-9.1-03': sends('CANCEL').adding('Via', 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKmore'),
      '3261-9.1-04': sends('CANCEL').changing('CSeq', (value) => value.replace('CANCEL', 'INVITE')),
      '3261-9.1-06': sends('CANCEL').with('Require', 'x-odd'),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const { alice, bob } = ends;
      const { sent, came } = await ringBob(stage, ends, { headers: { Require: 'x-odd' } });
      bob.reply(came, 180);
      await alice.response(sent, 180);
      const own = alice.send(cancelOf(sent));
      const ok = await alice.response(own, 'final', {
        judges: '3261-16.10-04',
        expected: 'a 200 to CANCEL',
        withinMs: 1_000,
      });
      stage.judge('3261-16.10-04', ok.status === 200, 'a 200 to CANCEL', ok, `${ok.status}`);
      const ids = ['3261-16.10-02', '3261-16.10-05'] as const;
      const cancel = await bob.next('CANCEL', { judges: ids, expected: 'a CANCEL for the device that rings' });
      stage.judge(ids, true, 'a CANCEL for the device that rings', cancel);
      const [via, ...more] = cancel.all(Via);
      stage.judge(
        ['3261-16.6-59', '3261-16.6-60'],
        via?.branch === came.get(Via)?.branch,
        'the branch of its INVITE',
        cancel,
      );
      stage.judge('3261-9.1-03', more.length === 0, 'a single Via', cancel, `${more.length + 1} of them`);
      const differing = ['Call-ID', 'To', 'From'].filter((name) => cancel.raw(name) !== came.raw(name));
      const [number, method] = (cancel.raw('CSeq') ?? '').split(/\s+/);
      const isSame = differing.length === 0 && cancel.uri === came.uri && number === came.raw('CSeq')?.split(/\s+/)[0];
      stage.judge('3261-9.1-02', isSame, 'Request-URI, Call-ID, To, From and CSeq number of its INVITE', cancel);
      stage.judge('3261-9.1-04', method === 'CANCEL', 'a CSeq with the method CANCEL', cancel, `${method}`);
      stage.judge(
        '3261-9.1-06',
        linesOf(cancel, 'Require').length === 0,
        'no Require in CANCEL',
        cancel,
        'Require: x-odd',
      );
      bob.reply(cancel, 200);
      bob.reply(came, 487);
      await alice.response(sent, 487);
    },
  });
