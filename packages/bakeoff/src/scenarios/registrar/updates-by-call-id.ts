import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, bindings, hasContact, lifetimeOf, listed, lists } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/updates-by-call-id',
  title: 'A binding is updated or removed by any other Call-ID, and by its own with a higher CSeq',
  role: 'registrar',
  judges: {
    '3261-10.3-27': hears('REGISTER')
      .where(hasContact('expires=900'))
      .changing('Contact', (value) => value.replace('=900', '=1800')),
    '3261-10.3-28': hears('REGISTER')
      .where(hasContact('expires=600'))
      .changing('Contact', (value) => value.replace('=600', '=900')),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const [first, second, third] = [alice.token(20), alice.token(20), alice.token(20)];
    const contact = (expires: number) => ({ contacts: [`<${alice.contact}>;expires=${expires}`] });
    await bind(stage, alice, { ...contact(1800), callId: first, cseq: 100 });
    const other = await bind(stage, alice, { ...contact(900), callId: second, cseq: 10 });
    const isUpdated = (lifetimeOf(other, alice.contact) ?? 0) <= 900;
    stage.judge('3261-10.3-27', isUpdated, 'the binding updated to 900 s', other, listed(other));
    const same = await bind(stage, alice, { ...contact(600), callId: second, cseq: 20 });
    const isShorter = (lifetimeOf(same, alice.contact) ?? 0) <= 600;
    stage.judge('3261-10.3-28', isShorter, 'the binding updated to 600 s', same, listed(same));
    await bind(stage, alice, { ...contact(0), callId: second, cseq: 30 });
    const removed = await bindings(stage, alice);
    stage.judge('3261-10.3-28', !lists(removed, alice.contact), 'the binding removed', removed, listed(removed));
    await bind(stage, alice, { ...contact(1800), callId: second, cseq: 40 });
    await bind(stage, alice, { ...contact(0), callId: third, cseq: 1 });
    const gone = await bindings(stage, alice);
    stage.judge('3261-10.3-27', !lists(gone, alice.contact), 'the binding removed', gone, listed(gone));
  },
});
