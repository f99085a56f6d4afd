import { sends } from '../control/controls.ts';
import { lineValues } from '../trace/line-values.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';

/** Header fields that are no lists. */
const SINGLE = [
  'From',
  'To',
  'Call-ID',
  'CSeq',
  'Max-Forwards',
  'Content-Length',
  'Content-Type',
  'Content-Disposition',
  'Subject',
  'Expires',
  'Min-Expires',
  'Date',
  'User-Agent',
  'Server',
  'Organization',
  'Priority',
  'Reply-To',
  'Retry-After',
  'Timestamp',
  'MIME-Version',
  'Event',
  'Subscription-State',
  'RSeq',
  'RAck',
  'SIP-ETag',
  'SIP-If-Match',
];

const combined = (value: string): string => `${value}, Digest username="second", realm="second"`;
const proxy = {
  during: 'calling/challenge-answered',
  broken: sends('INVITE').nth(2).changing('Proxy-Authorization', combined),
};

export default rule({
  id: 'rules/lines-of-a-field',
  title: 'A field that is no list has one line, and credentials never share one',
  judges: {
    '3261-7.3.1-02': { during, broken: sends('INVITE').adding('Max-Forwards', '70') },
    '3261-7.3.1-04': proxy,
    '3261-20.28-01': proxy,
    '3261-20.7-01': {
      during: 'registrant/challenge-answered',
      broken: sends('REGISTER').nth(2).changing('Authorization', combined),
    },
  },
  look({ message }, judge) {
    if (message === undefined) return;
    for (const name of SINGLE) {
      const count = lineValues(message, name).length;
      judge('3261-7.3.1-02', count <= 1, 'one line of a field that is no list', `${count} lines of ${name}`);
    }
    const isOne = (name: string): boolean =>
      lineValues(message, name).every((value) => (value.match(/\bDigest\s+\w/gi) ?? []).length <= 1);
    judge(['3261-7.3.1-04', '3261-20.28-01'], isOne('Proxy-Authorization'), 'one line for each of the credentials');
    judge('3261-20.7-01', isOne('Authorization'), 'one line for each of the credentials');
  },
});
