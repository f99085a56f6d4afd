import { sends } from '../control/controls.ts';
import { lineValues } from '../trace/line-values.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';
const NAMES = [
  'Via',
  'From',
  'To',
  'Contact',
  'Reply-To',
  'Route',
  'Record-Route',
  'Event',
  'Subscription-State',
  'Refer-To',
  'Accept',
];
/** What stands in quotes only (RFC 3261 §25.1); quotes, commas and semicolons are taken apart before. */
const SEPARATORS = /[()<>@\\/?={}\s]/;
const valueOf = (param: string): string => (param.includes('=') ? param.slice(param.indexOf('=') + 1).trim() : '');
const bare = (uri: string, value: string): string => `${uri}?subject=x${/;tag=.*/.exec(value)?.[0] ?? ''}`;
const from = { during, broken: sends('INVITE').changing('From', (value) => bare('sip:target@biloxi.test', value)) };

export default rule({
  id: 'rules/header-parameters',
  title: 'No parameter stands twice in a value, and an address with a comma or question mark stands in brackets',
  judges: {
    '3261-7.3.1-06': { during, broken: sends('INVITE').changing('From', (value) => `${value};x=1;x=2`) },
    '3261-20.20-02': from,
    '3261-20-11': from,
    '3261-20.31-03': { during, broken: sends('INVITE').with('Reply-To', 'sip:target@biloxi.test?subject=x') },
    '3261-25.1-02': { during, broken: sends('INVITE').changing('Contact', (value) => `${value};x=a@b`) },
    '3261-20.10-01': {
      during,
      broken: sends('INVITE').changing('Contact', (value) => bare('sip:target@192.0.2.9', value)),
    },
  },
  look({ message }, judge) {
    if (message === undefined) return;
    for (const name of NAMES) {
      for (const line of lineValues(message, name)) {
        const plain = line.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/<[^>]*>/g, '<>');
        for (const value of plain.split(',')) {
          const params = value
            .split(';')
            .slice(1)
            .map((param) => (param.split('=', 1)[0] ?? '').trim().toLowerCase());
          const bare = value
            .split(';')
            .slice(1)
            .filter((param) => SEPARATORS.test(valueOf(param)));
          judge('3261-25.1-02', bare.length === 0, 'quotes around separators in parameters', `${name}: ${line}`);
          judge('3261-7.3.1-06', new Set(params).size === params.length, 'each parameter once', `${name}: ${line}`);
        }
        const isBare = /^\s*\w+:[^<>]*[?]/.test(plain);
        const came = `${name}: ${line}`;
        if (name === 'From') judge(['3261-20.20-02', '3261-20-11'], !isBare, 'brackets around such an address', came);
        if (name === 'Reply-To') judge('3261-20.31-03', !isBare, 'brackets around such an address', came);
        if (name === 'Contact') judge('3261-20.10-01', !isBare, 'brackets around such an address', came);
      }
    }
  },
});
