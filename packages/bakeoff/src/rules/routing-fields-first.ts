import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

/** What a proxy has to look at (RFC 3261 §7.3.1). */
const FOR_PROXIES = new Set([
  'via',
  'v',
  'route',
  'record-route',
  'proxy-require',
  'max-forwards',
  'proxy-authorization',
]);

/** What only ends look at, and long: nothing for a proxy should stand behind it. */
const FOR_ENDS = /^(allow|supported|k|user-agent|server|content-|accept|l$|c$)/;

export default rule({
  id: 'rules/routing-fields-first',
  title: 'What proxies look at stands above what only ends look at',
  judges: {
    '3261-7.3.1-01': {
      during: 'calling/invite-has-what-it-needs',
      broken: sends('INVITE').edit('with Max-Forwards at the end', (invite) => {
        invite.remove('Max-Forwards');
        invite.addRaw('Max-Forwards', '70');
      }),
    },
  },
  look({ message }, judge) {
    if (message?.kind !== 'request') return;
    const names = [...message.headerLines()].map(({ name }) => name.toLowerCase());
    const firstForEnds = names.findIndex((name) => FOR_ENDS.test(name));
    const late = firstForEnds < 0 ? [] : names.slice(firstForEnds).filter((name) => FOR_PROXIES.has(name));
    const expected = 'Via, Route, Max-Forwards and the like towards the top';
    judge('3261-7.3.1-01', late.length === 0, expected, `${late.join(', ')} behind ${names[firstForEnds] ?? ''}`);
  },
});
