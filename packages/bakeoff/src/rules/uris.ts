import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';
const contact = (change: (value: string) => string) => sends('INVITE').changing('Contact', change);

/** SIP and SIPS URIs of a header. */
const URI = /\bsips?:[^\s<>"]+/gi;

export default rule({
  id: 'rules/uris',
  title: 'URIs are written as they may be: no empty user, no password, no parameter twice, sips never over UDP',
  judges: {
    '3261-7.1-01': {
      during,
      broken: sends('INVITE').rewritten('with its Request-URI in brackets', (wire) =>
        wire.replace(/^INVITE (\S+)/, 'INVITE <$1>'),
      ),
    },
    '3261-19.1.2-02': { during, broken: contact((value) => value.replace(/sip:/, 'sip:a b')) },
    '3261-19.1.1-02': { during, broken: contact((value) => value.replace(/sip:[^@]+@/, 'sip:@')) },
    '3261-19.1.1-04': { during, broken: contact((value) => value.replace(/(sip:[^@]+)@/, '$1:secret@')) },
    '3261-19.1.1-07': { during, broken: contact((value) => value.replace('>', ';x=1;x=2>')) },
    '3261-19.1.1-08': { during, broken: contact((value) => value.replace(/sip:([^>]*)/, 'sips:$1;transport=udp')) },
  },
  look({ message, wire }, judge) {
    const end = wire.indexOf('\r\n\r\n');
    const line = /^([A-Z]+) (.+) SIP\/\d/.exec(wire);
    if (line !== null) {
      judge('3261-7.1-01', /^[^\s<>"]+$/.test(line[2] ?? ''), 'a Request-URI without spaces and brackets', line[0]);
    }
    const spaced = /<sips?:[^>]*[ \t][^>]*>/i.exec(wire.slice(0, end))?.[0];
    judge('3261-19.1.2-02', spaced === undefined, 'no spaces in URIs', spaced);
    if (message === undefined) return;
    for (const [uri] of wire.slice(0, end).matchAll(URI)) {
      const rest = uri.replace(/^sips?:/i, '').replace(/\?.*$/, '');
      const user = rest.includes('@') ? rest.slice(0, rest.indexOf('@')) : undefined;
      judge('3261-19.1.1-02', user !== '', 'a user before the @ of a URI', uri);
      judge('3261-19.1.1-04', user?.includes(':') !== true, 'no password in a URI', uri);
      const params = rest
        .slice(rest.indexOf('@') + 1)
        .split(';')
        .slice(1);
      const names = params.map((param) => (param.split('=', 1)[0] ?? '').toLowerCase());
      const isBracketed = wire.includes(`<${uri}>`);
      if (isBracketed)
        judge('3261-19.1.1-07', new Set(names).size === names.length, 'each parameter of a URI once', uri);
      const isUnsafe = /^sips:/i.test(uri) && params.some((param) => param.toLowerCase() === 'transport=udp');
      judge('3261-19.1.1-08', !isUnsafe, 'no sips URI with transport=udp', uri);
    }
  },
});
