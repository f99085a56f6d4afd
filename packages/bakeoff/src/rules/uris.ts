import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';
const contact = (change: (value: string) => string) => sends('INVITE').changing('Contact', change);

/** user = 1*( unreserved / escaped / user-unreserved ), and a password behind it (RFC 3261 §25.1). */
const USER = /^(?:[\w\-.!~*'()&=+$,;?/:]|%[\da-f]{2})*$/i;
/** headers = "?" header *( "&" header ) */
const HEADERS = /^(?:(?:[\w\-.!~*'()[\]/?:+$]|%[\da-f]{2})+=(?:[\w\-.!~*'()[\]/?:+$]|%[\da-f]{2})*(?:&|$))+$/i;
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
    '3261-19.1.2-04': { during, broken: contact((value) => value.replace('>', '?Subject=a@b>')) },
    '3261-19.1.2-05': { during, broken: contact((value) => value.replace(/sip:[^@]+@/, 'sip:1#2@')) },
    '3261-25.1-04': { during, broken: contact((value) => value.replace(/sip:[^@]+@/, 'sip:1#2@')) },
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
      const isBracketed = wire.includes(`<${uri}>`);
      const escaped = 'an escape for what the user of a URI may not have';
      judge(['3261-19.1.2-05', '3261-25.1-04'], user === undefined || USER.test(user), escaped, uri);
      const headers = uri.includes('?') ? uri.slice(uri.indexOf('?') + 1) : undefined;
      const isPlain = !isBracketed || headers === undefined || HEADERS.test(headers);
      judge('3261-19.1.2-04', isPlain, 'an escape for reserved characters in the headers of a URI', uri);
      judge('3261-19.1.1-02', user !== '', 'a user before the @ of a URI', uri);
      judge('3261-19.1.1-04', user?.includes(':') !== true, 'no password in a URI', uri);
      const params = rest
        .slice(rest.indexOf('@') + 1)
        .split(';')
        .slice(1);
      const names = params.map((param) => (param.split('=', 1)[0] ?? '').toLowerCase());
      if (isBracketed)
        judge('3261-19.1.1-07', new Set(names).size === names.length, 'each parameter of a URI once', uri);
      const isUnsafe = /^sips:/i.test(uri) && params.some((param) => param.toLowerCase() === 'transport=udp');
      judge('3261-19.1.1-08', !isUnsafe, 'no sips URI with transport=udp', uri);
    }
  },
});
