import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bindings, listed, lists, registration } from '../support/bindings.ts';

const BROKEN = hears('REGISTER')
  .where((message) => message.raw('To')?.includes('%') === true)
  .answered(200);

export default scenario({
  id: 'registrar/knows-address-in-any-form',
  title: 'An address of record with escapes and parameters is the same as without',
  role: 'registrar',
  judges: { '3261-10.3-15': BROKEN, '3261-10.3-16': BROKEN },
  async run(stage) {
    const alice = await stage.user('alice');
    // The first letter of the user part, escaped.
    const escaped = alice.aor.replace(/:(.)/, (_, letter: string) => `:%${letter.charCodeAt(0).toString(16)}`);
    const to = `${escaped};user=ip;method=REGISTER`;
    const answer = await alice.exchange(registration(stage, alice, { to, headers: { Expires: '600' } }));
    const expected = `${to} to be taken for ${alice.aor}`;
    stage.judge(['3261-10.3-15', '3261-10.3-16'], answer.status === 200, expected, answer);
    const list = await bindings(stage, alice);
    const isThere = lists(list, alice.contact);
    stage.judge(['3261-10.3-15', '3261-10.3-16'], isThere, `a binding of ${alice.aor}`, list, listed(list));
  },
});
