import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { establishCall } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { anotherBranch } from '../support/another-branch.ts';
import { bind } from '../support/bindings.ts';

export default scenario({
  id: 'proxy/no-target-twice',
  title: 'A device that has registered twice by equal URIs is called once, and a request to a device goes there alone',
  role: 'proxy',
  judges: {
    '3261-16.5-08': sends('INVITE').and('another branch to the same device', anotherBranch),
    '3261-16.5-09': sends('INFO').and('another branch to the same device', anotherBranch),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    await bind(stage, bob, { contacts: [`<${bob.contact};no-such-parameter>`] });
    const { invite, alices } = await establishCall(stage, ends);
    const twice = (method: string) =>
      bob.unwanted((message) => message.kind === 'request' && message.method === method, 1_000);
    const again = await twice('INVITE');
    stage.judge(
      '3261-16.5-08',
      again === undefined,
      'one INVITE',
      again ?? invite.came,
      'two INVITEs with unlike branches',
    );
    const { came } = await forwarded(stage, alice, alices.request('INFO'), bob);
    const more = await twice('INFO');
    stage.judge('3261-16.5-09', more === undefined, 'one INFO', more ?? came, 'two INFOs with unlike branches');
    bob.reply(came, 200);
  },
});
