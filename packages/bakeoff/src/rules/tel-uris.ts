import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';
const to = (uri: string) => ({ during, broken: sends('INVITE').changing('To', () => `<${uri}>`) });
const local = to('tel:4711');

/** Numbers in brackets, where spaces show as well. */
const TEL = /<tel:([^>]*)>/gi;

export default rule({
  id: 'rules/tel-uris',
  title: 'A telephone number says where it counts, has no spaces, and each parameter once and in lower case',
  judges: {
    '3966-5.1-02': local,
    '3966-5.1.5-03': local,
    '3966-9-03': local,
    '3966-5.1.1-02': to('tel:+1 212 5551212'),
    '3966-3-03': to('tel:+12125551212;ext=1;ext=2'),
    '3966-4-01': to('tel:+12125551212;EXT=1'),
  },
  look({ message, wire }, judge) {
    // Responses repeat what others have written.
    if (message?.kind !== 'request') return;
    for (const [uri, rest = ''] of wire.slice(0, wire.indexOf('\r\n\r\n')).matchAll(TEL)) {
      const [number = '', ...params] = rest.split(';');
      const names = params.map((param) => param.split('=', 1)[0] ?? '');
      const folded = names.map((name) => name.toLowerCase());
      const isPlaced = number.startsWith('+') || folded.includes('phone-context');
      judge(['3966-5.1-02', '3966-5.1.5-03', '3966-9-03'], isPlaced, 'a phone-context with a local number', uri);
      judge('3966-5.1.1-02', !/\s|%20/.test(number), 'no spaces in a number', uri);
      judge('3966-3-03', new Set(folded).size === folded.length, 'each parameter of a number once', uri);
      judge('3966-4-01', names.join() === folded.join(), 'names of parameters in lower case', uri);
    }
  },
});
