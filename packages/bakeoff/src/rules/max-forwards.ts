import { MaxForwards } from '@sidetone/sip';
import { sends } from '../control/controls.ts';
import { OWN_ROLES, rule } from './rule.ts';

export default rule({
  id: 'rules/max-forwards',
  title: 'Every request has a Max-Forwards, of 70 where the element starts it',
  // A registrar may be a proxy too.
  roles: OWN_ROLES.filter((role) => role !== 'registrar'),
  judges: {
    '3261-8.1.1.6-01': { during: 'calling/invite-has-what-it-needs', broken: sends('INVITE').without('Max-Forwards') },
  },
  look({ message }, judge) {
    if (message?.kind !== 'request') return;
    const value = message.get(MaxForwards);
    judge('3261-8.1.1.6-01', value !== undefined, 'a Max-Forwards in every request');
    if (value !== undefined) judge('3261-8.1.1.6-01', value === 70, 'a Max-Forwards of 70', `Max-Forwards: ${value}`);
  },
});
