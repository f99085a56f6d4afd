import { sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { ringBob } from '../call-through.ts';
import { linesOf } from '../header-lines.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import type { PassesOn } from './passes-on.ts';

const ELSEWHERE = '<sip:bob@elsewhere.invalid>;q=0.5';

export const redirectionGoesUp = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/redirection-goes-up`,
    title: 'A redirection that the proxy does not follow reaches the caller with its Contacts',
    role,
    judges: { '3261-16.7-43': sends('302 INVITE').without('Contact') },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const { alice, bob } = ends;
      const { sent, came } = await ringBob(stage, ends);
      bob.reply(came, 302, (response) => response.addRaw('Contact', ELSEWHERE));
      const final = await alice.response(sent, 'final', { withinMs: 40_000 });
      if (final.status !== 302) stage.notApplicable(`it follows redirections itself, and answers ${final.status}`);
      const contacts = linesOf(final, 'Contact').join(', ');
      stage.judge('3261-16.7-43', contacts === ELSEWHERE, `Contact: ${ELSEWHERE}`, final, `Contact: ${contacts}`);
    },
  });
