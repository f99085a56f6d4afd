import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, hasContact, lifetimeOf, listed, registration } from '../support/bindings.ts';

const FIRST = 'sip:one@192.0.2.61:5060';
const SECOND = 'sip:two@192.0.2.62:5060';
const THIRD = 'sip:three@192.0.2.63:5060';
const isLimited = (seconds: number | undefined, most: number): boolean =>
  seconds !== undefined && seconds > 0 && seconds <= most;

export default scenario({
  id: 'registrar/takes-asked-lifetime',
  title: 'A binding lasts as long as its Contact asks for, else as Expires does, else by default',
  role: 'registrar',
  judges: {
    '3261-10.3-21': hears('REGISTER')
      .where(hasContact(FIRST))
      .changing('Contact', (value) => value.replace(';expires=600', '')),
    '3261-10.3-22': hears('REGISTER').where(hasContact(SECOND)).without('Expires'),
    '3261-10.3-23': hears('REGISTER').where(hasContact(THIRD)).answered(400),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const one = await bind(stage, alice, { contacts: [`<${FIRST}>;expires=600`], headers: { Expires: '1800' } });
    const first = isLimited(lifetimeOf(one, FIRST), 600);
    stage.judge('3261-10.3-21', first, 'the 600 s of the Contact at most, not the 1800 s of Expires', one, listed(one));
    const two = await bind(stage, alice, { contacts: [`<${SECOND}>`], headers: { Expires: '900' } });
    const second = isLimited(lifetimeOf(two, SECOND), 900);
    stage.judge('3261-10.3-22', second, 'the 900 s of Expires at most', two, listed(two));
    const three = await alice.exchange(registration(stage, alice, { contacts: [`<${THIRD}>`] }));
    const third = three.status === 200 && isLimited(lifetimeOf(three, THIRD), Number.MAX_SAFE_INTEGER);
    stage.judge(
      '3261-10.3-23',
      third,
      'a lifetime of the registrar’s choice',
      three,
      `${three.status}, ${listed(three)}`,
    );
  },
});
