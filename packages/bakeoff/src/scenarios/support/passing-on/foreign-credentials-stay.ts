import { sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { inviteBob } from '../call-through.ts';
import { forwarded } from '../forwarded.ts';
import { linesOf } from '../header-lines.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import type { PassesOn } from './passes-on.ts';

const FOREIGN =
  'Digest username="alice", realm="atlanta.test", nonce="4711", uri="sip:bob@biloxi.test", response="00000000000000000000000000000000"';
const isForeign = (line: string): boolean => line.includes('realm="atlanta.test"');

export const foreignCredentialsStay = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/foreign-credentials-stay`,
    title: 'Credentials for another proxy are passed on, and none are added',
    role,
    judges: {
      '3261-22.3-11': sends('INVITE').without('Proxy-Authorization'),
      '3261-22.3-03': sends('INVITE').adding('Proxy-Authorization', FOREIGN.replaceAll('atlanta', 'chicago')),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const invite = inviteBob(ends, { headers: { 'Proxy-Authorization': FOREIGN } });
      const { sent, came } = await forwarded(stage, ends.alice, invite, ends.bob);
      const lines = linesOf(came, 'Proxy-Authorization');
      stage.judge(
        '3261-22.3-11',
        lines.some(isForeign),
        'the credentials for another realm',
        came,
        'an INVITE without them',
      );
      const before = linesOf(sent, 'Proxy-Authorization');
      const added = lines.filter((line) => !isForeign(line) && !before.includes(line));
      stage.judge('3261-22.3-03', added.length === 0, 'no credentials but those that were sent', came, added[0]);
    },
  });
