import { sends } from '../control/controls.ts';
import { lineValues } from '../trace/line-values.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';
const edited = (change: (value: string) => string) => sends('INVITE').changing('Via', change);
const uncooked = edited((value) => value.replace('z9hG4bK', 'kitchen-made'));

export default rule({
  id: 'rules/via',
  title: 'Every request has a Via of SIP/2.0 on top, with an address and a branch that begins with the magic cookie',
  judges: {
    '3261-8.1.1.7-01': { during, broken: sends('INVITE').without('Via') },
    '3261-8.1.1.7-02': { during, broken: edited((value) => value.replace('SIP/2.0', 'SIP/3.0')) },
    '3261-8.1.1.7-03': { during, broken: edited((value) => value.replace(/;branch=[^;]*/, '')) },
    '3261-8.1.1.7-05': { during, broken: uncooked },
    '3261-20.42-01': { during, broken: uncooked },
    '3261-18.1.1-06': { during, broken: edited((value) => value.replace(/(\/\w+) [^;]*/, '$1 ')) },
  },
  look({ message }, judge) {
    if (message?.kind !== 'request') return;
    const via = lineValues(message, 'Via')[0];
    judge('3261-8.1.1.7-01', via !== undefined, 'a Via in every request');
    if (via === undefined) return;
    const came = `Via: ${via}`;
    judge('3261-8.1.1.7-02', /^SIP\s*\/\s*2\.0\s*\//i.test(via), 'the protocol SIP/2.0 in Via', came);
    judge('3261-18.1.1-06', /^[^/]*\/[^/]*\/\s*[\w-]+\s+[^\s;,]/.test(via), 'an address in Via', came);
    const branch = /;\s*branch\s*=\s*([^;,\s]+)/i.exec(via)?.[1];
    judge('3261-8.1.1.7-03', branch !== undefined, 'a branch in Via', came);
    if (branch === undefined) return;
    const ids = ['3261-8.1.1.7-05', '3261-20.42-01'] as const;
    judge(ids, branch.startsWith('z9hG4bK'), 'a branch that begins with z9hG4bK', came);
  },
});
