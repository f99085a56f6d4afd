import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';
const huge = sends('INVITE').changing('CSeq', (value) => value.replace(/^\d+/, '4294967296'));

export default rule({
  id: 'rules/cseq',
  title: 'CSeq of a request has its method and a number below 2**31',
  judges: {
    '3261-8.1.1.5-01': { during, broken: sends('INVITE').changing('CSeq', (value) => value.replace('INVITE', 'BYE')) },
    '3261-8.1.1.5-02': { during, broken: huge },
    '3261-20.16-01': { during, broken: huge },
  },
  look({ message }, judge) {
    if (message?.kind !== 'request') return;
    const value = message.raw('CSeq') ?? '';
    const [number = '', method] = value.trim().split(/\s+/);
    judge('3261-8.1.1.5-01', method === message.method, `the method ${message.method} in CSeq`, `CSeq: ${value}`);
    const isSmall = /^\d+$/.test(number) && Number(number) < 2 ** 31;
    judge(['3261-8.1.1.5-02', '3261-20.16-01'], isSmall, 'a number below 2**31 in CSeq', `CSeq: ${value}`);
  },
});
