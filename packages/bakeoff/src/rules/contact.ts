import { Contact } from '@sidetone/sip';
import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

const during = 'calling/invite-has-what-it-needs';
const without = { during, broken: sends('INVITE').without('Contact') };

/** Requests that make dialogs (RFC 3261 §12.1, RFC 6665, RFC 3515). */
const MAKE_DIALOGS = new Set(['INVITE', 'SUBSCRIBE', 'REFER']);

export default rule({
  id: 'rules/contact',
  title: 'A request that makes a dialog has one Contact, which is a SIP or SIPS URI',
  judges: { '3261-8.1.1.8-01': without, '3261-12.1.2-01': without },
  look({ message }, judge) {
    if (message?.kind !== 'request' || !MAKE_DIALOGS.has(message.method)) return;
    const contacts = message.all(Contact);
    const [contact] = contacts;
    const isSip = contact !== undefined && contact !== '*' && /^sips?$/.test(contact.uri.scheme);
    const ids = ['3261-8.1.1.8-01', '3261-12.1.2-01'] as const;
    judge(
      ids,
      isSip && contacts.length === 1,
      'one Contact with a SIP URI',
      `Contact: ${message.raw('Contact') ?? 'none'}`,
    );
  },
});
