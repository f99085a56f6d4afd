import { CSeq, ProxyRequire, Require, type SipMessage, type SipRequest } from '@sidetone/sip';
import { sends } from '../control/controls.ts';
import { type Entry, entryLabel, methodOf } from '../trace/entry.ts';
import { rule } from './rule.ts';

export default rule({
  id: 'rules/required-of-ack-and-cancel',
  title: 'CANCEL and the ACK for a refusal require nothing, and the ACK for a 2xx no more than its INVITE',
  judges: {
    '3261-8.2.2.3-03': { during: 'calling/ack-for-refusal', broken: sends('ACK').with('Require', '100rel') },
    '3261-8.2.2.3-05': { during: 'calling/ack-for-answer', broken: sends('ACK').with('Proxy-Require', 'path') },
  },
  look(entry, judge, before) {
    const { message } = entry;
    if (message?.kind !== 'request' || (message.method !== 'ACK' && message.method !== 'CANCEL')) return;
    const required = requiredBy(message);
    const came = `${entryLabel(entry)} that requires ${required.join(', ')}`;
    if (message.method === 'CANCEL' || !isForAnswer(message, before)) {
      const expected = 'neither Require nor Proxy-Require in CANCEL and in the ACK for a refusal';
      judge('3261-8.2.2.3-03', required.length === 0, expected, came);
      return;
    }
    const invite = before.find(({ message: one }) => one?.kind === 'request' && isSame(one, message))?.message;
    const known = invite === undefined ? [] : requiredBy(invite);
    const isLess = required.every((option) => known.includes(option));
    judge('3261-8.2.2.3-05', isLess, 'an ACK that requires no more than its INVITE', came);
  },
});

function isForAnswer(ack: SipRequest, before: readonly Entry[]): boolean {
  return before.some(
    ({ message }) => message?.kind === 'response' && Math.floor(message.status / 100) === 2 && isSame(message, ack),
  );
}

/** Whether a message belongs to the INVITE that an ACK is for. */
function isSame(message: SipMessage, ack: SipRequest): boolean {
  const isOfInvite = methodOf(message) === 'INVITE' && message.get(CSeq)?.number === ack.get(CSeq)?.number;
  return isOfInvite && message.raw('Call-ID') === ack.raw('Call-ID');
}

function requiredBy(message: SipMessage): readonly string[] {
  return [...message.all(Require), ...message.all(ProxyRequire)].map((option) => option.toLowerCase());
}
