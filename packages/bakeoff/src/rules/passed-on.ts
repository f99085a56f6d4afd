import { MaxForwards, type SipMessage, Via } from '@sidetone/sip';
import { sends } from '../control/controls.ts';
import { type Entry, methodOf, TARGET } from '../trace/entry.ts';
import { rule } from './rule.ts';

export default rule({
  id: 'rules/passed-on',
  title: 'What is passed on loses a hop or a Via and keeps its body, whatever the scenario is about',
  roles: ['proxy', 'gateway'],
  judges: {
    '3261-16.6-13': {
      during: 'proxy/unknown-method-is-forwarded',
      broken: sends('PING').with('Max-Forwards', '70'),
    },
    '3261-16.6-10': {
      during: 'proxy/copy-keeps-everything',
      broken: sends('INVITE').body('text/plain', 'something else'),
    },
    '3261-16.7-42': {
      during: 'proxy/responses-stay-as-they-are',
      broken: sends('480 INFO').body('text/plain', 'something else'),
    },
    '3261-16.7-03': {
      during: 'proxy/responses-stay-as-they-are',
      broken: sends('480 INFO').adding('Via', 'SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKleft'),
    },
  },
  look({ message }, judge, before) {
    const origin = message === undefined ? undefined : originOf(message, before);
    if (message === undefined || origin === undefined) return;
    const isSame = message.body === origin.body;
    if (message.kind === 'response') {
      judge('3261-16.7-42', isSame, 'the body of the response as it came', `${message.body.length} bytes otherwise`);
      const count = message.all(Via).length;
      const expected = origin.all(Via).length;
      judge('3261-16.7-03', count < expected, `fewer Vias than the ${expected} that came`, `${count} of them`);
      return;
    }
    judge('3261-16.6-10', isSame, 'the body of the request as it came', `${message.body.length} bytes otherwise`);
    const hops = message.get(MaxForwards);
    const limit = origin.get(MaxForwards) ?? 71;
    judge('3261-16.6-13', hops !== undefined && hops < limit, `a Max-Forwards below ${limit}`, `Max-Forwards: ${hops}`);
  },
});

/** The message of an end that the target has passed on; undefined for what it says itself. */
function originOf(message: SipMessage, before: readonly Entry[]): SipMessage | undefined {
  // Both are made anew at each hop.
  if (message.kind === 'request' && (message.method === 'CANCEL' || message.all(Via).length < 2)) return undefined;
  return before.findLast(({ from, message: origin }) => {
    if (from === TARGET || origin === undefined || origin.kind !== message.kind) return false;
    if (methodOf(origin) !== methodOf(message) || statusOf(origin) !== statusOf(message)) return false;
    return ['Call-ID', 'CSeq', 'From', 'To'].every((name) => origin.raw(name) === message.raw(name));
  })?.message;
}

function statusOf(message: SipMessage): number {
  return message.kind === 'response' ? message.status : 0;
}
