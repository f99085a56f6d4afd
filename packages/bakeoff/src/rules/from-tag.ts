import { From, tag } from '@sidetone/sip';
import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';
const tagged = (change: string) => sends('INVITE').changing('From', (value) => value.replace(/;tag=.*/, change));

/** 32 bits in letters and digits. */
const MIN_LENGTH = 6;

export default rule({
  id: 'rules/from-tag',
  title: 'From of every request has a tag, with 32 random bits at least',
  judges: {
    '3261-8.1.1.3-02': { during, broken: tagged('') },
    '3261-19.3-01': { during, broken: tagged(';tag=a1') },
  },
  look({ message }, judge) {
    if (message?.kind !== 'request') return;
    const from = message.get(From);
    const own = from && tag(from);
    judge('3261-8.1.1.3-02', own !== undefined, 'a tag in From');
    if (own !== undefined) judge('3261-19.3-01', own.length >= MIN_LENGTH, 'a tag of 32 bits or more', `tag=${own}`);
  },
});
