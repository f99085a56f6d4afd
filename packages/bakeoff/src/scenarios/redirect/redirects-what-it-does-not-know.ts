import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteMoved, isRedirection, redirection } from '../support/redirection.ts';

export default scenario({
  id: 'redirect/redirects-what-it-does-not-know',
  title: 'Unknown header fields, methods and required extensions do not keep from redirecting',
  role: 'redirect',
  judges: {
    '3261-8.3-05': hears('INVITE')
      .where((message) => message.has('Require'))
      .answered(420),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    await redirection(stage, alice, alice.send(inviteMoved(stage, alice)));
    const strange = [
      ['an unknown header field', inviteMoved(stage, alice, { headers: { 'X-Bakeoff': 'unheard of' } })],
      ['an unknown extension in Require', inviteMoved(stage, alice, { headers: { Require: 'x-bakeoff' } })],
      ['an unknown method', alice.request('BAKEOFF', stage.target.uri)],
    ] as const;
    for (const [what, request] of strange) {
      const expected = `a redirection in spite of ${what}`;
      const answer = await alice.response(alice.send(request), 'final', { judges: '3261-8.3-05', expected });
      stage.judge('3261-8.3-05', isRedirection(answer), expected, answer);
    }
  },
});
