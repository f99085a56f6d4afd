import { sends } from '../control/controls.ts';
import { linesOf } from '../scenarios/support/header-lines.ts';
import { rule } from './rule.ts';

const during = 'proxy/own-via-on-top';

export default rule({
  id: 'rules/own-via',
  title: 'Every request that is passed on has a Via on top that says where from, with a branch that marks RFC 3261',
  roles: ['proxy', 'gateway'],
  judges: {
    '3261-20.42-01': {
      during,
      broken: sends('OPTIONS').changing('Via', (value) => value.replace('branch=z9hG4bK', 'branch=x')),
    },
    '3261-18.1.1-06': { during, broken: sends('OPTIONS').changing('Via', (value) => value.replace(/\s+[^;]+/, ' ')) },
  },
  look({ message }, judge) {
    if (message?.kind !== 'request') return;
    const [top = ''] = linesOf(message, 'Via');
    judge('3261-20.42-01', /;\s*branch\s*=\s*z9hG4bK/i.test(top), 'a branch that begins with z9hG4bK', `Via: ${top}`);
    judge('3261-18.1.1-06', /^\S+(?:\s*\/\s*\S+)*\s+[^\s;,]/.test(top), 'a sent-by in the topmost Via', `Via: ${top}`);
  },
});
