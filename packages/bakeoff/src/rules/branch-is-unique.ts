import { type SipMessage, Via } from '@sidetone/sip';
import { sends } from '../control/controls.ts';
import { TARGET } from '../trace/entry.ts';
import { rule } from './rule.ts';

/** What is the same in a request and its repetitions. */
const identity = (message: SipMessage): string => `${message.raw('Call-ID') ?? ''} ${message.raw('CSeq') ?? ''}`;

export default rule({
  id: 'rules/branch-is-unique',
  title: 'No two requests have the same branch',
  judges: {
    '3261-8.1.1.7-04': { during: 'calling/call-starts-fresh', broken: sends('INVITE').keeping('Via') },
  },
  look({ message }, judge, before) {
    // An ACK for a refusal and a CANCEL share the branch of their INVITE.
    if (message?.kind !== 'request' || message.method === 'ACK' || message.method === 'CANCEL') return;
    const branch = message.get(Via)?.branch;
    const other = before.find(
      ({ from, message: one }) =>
        from === TARGET &&
        one?.kind === 'request' &&
        one.method !== 'ACK' &&
        one.method !== 'CANCEL' &&
        one.get(Via)?.branch === branch &&
        identity(one) !== identity(message),
    );
    const came = `branch=${branch ?? ''} again, in ${message.method}`;
    judge('3261-8.1.1.7-04', branch !== undefined && other === undefined, 'a branch that no request had before', came);
  },
});
