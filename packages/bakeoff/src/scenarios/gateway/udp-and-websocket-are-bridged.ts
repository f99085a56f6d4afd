import { Via } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';

export default scenario({
  id: 'gateway/udp-and-websocket-are-bridged',
  title: 'A phone on UDP behind the gateway and a browser before it call each other and speak in the call',
  role: 'gateway',
  judges: {
    '3261-18.1.1-02': sends('INFO').changing('Via', (value) => value.replace(/2\.0\/\w+/, '2.0/UDP')),
    '3261-16.6-22': sends('INFO').lost(),
  },
  async run(stage) {
    const { alice, bob, alices, bobs } = await callThrough(stage, { bob: { protocol: 'UDP' } });
    const there = await forwarded(stage, alice, alices.request('INFO'), bob);
    bob.reply(there.came, 200);
    const expected = 'the INFO of the phone on UDP';
    const back = await forwarded(stage, bob, bobs.request('INFO'), alice, { judges: '3261-16.6-22', expected });
    stage.judge('3261-16.6-22', true, expected, back.came);
    const protocol = back.came.get(Via)?.protocol;
    stage.judge(
      '3261-18.1.1-02',
      protocol === stage.protocol,
      `${stage.protocol} in its Via`,
      back.came,
      `${protocol}`,
    );
    alice.reply(back.came, 200);
  },
});
