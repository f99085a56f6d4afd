import type { SipMessage } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob, anotherDevice } from '../support/alice-and-bob.ts';
import { anotherBranch } from '../support/another-branch.ts';
import { bind } from '../support/bindings.ts';
import { ringBob } from '../support/call-through.ts';

const IDS = ['3261-16.5-12', '3261-16.5-13'] as const;
const LATE = sends('INVITE').where((message) => message.kind === 'request' && message.uri.includes('192.0.2.3'));

export default scenario({
  id: 'proxy/late-device-rings-too',
  title: 'A device that registers while another one rings is called as well, and none is called twice',
  role: 'proxy',
  judges: {
    '3261-16.5-12': LATE.lost(),
    '3261-16.5-13': LATE.lost(),
    '3261-16.5-14': LATE.and('another branch to the same device', anotherBranch),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    bob.reply(came, 180);
    await alice.response(sent, 180);
    const mobile = await anotherDevice(stage, 'mobile');
    await bind(stage, mobile);
    const expected = 'an INVITE for the device that has just registered';
    const late = await mobile.next('INVITE', { judges: IDS, expected });
    stage.judge(IDS, true, expected, late);
    await bind(stage, bob);
    await bind(stage, mobile);
    const isAgain = (message: SipMessage): boolean => message.kind === 'request' && message.method === 'INVITE';
    const again = (await bob.unwanted(isAgain, 500)) ?? (await mobile.unwanted(isAgain, 500));
    stage.judge('3261-16.5-14', again === undefined, 'one INVITE for each device', again ?? late, 'two for one');
  },
});
