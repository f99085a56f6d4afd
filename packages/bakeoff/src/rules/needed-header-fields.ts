import { sends } from '../control/controls.ts';
import { entryLabel } from '../trace/entry.ts';
import { rule } from './rule.ts';

const EVERYWHERE = ['Via', 'From', 'To', 'Call-ID', 'CSeq'];
const request = { during: 'calling/request-in-dialog', broken: sends('BYE').without('From') };

export default rule({
  id: 'rules/needed-header-fields',
  title: 'Every message has Via, From, To, Call-ID and CSeq, and every request Max-Forwards too',
  judges: {
    '3261-8.1.1-01': request,
    '3261-20-05': request,
    '3261-20-06': { during: 'answering/options-lists-abilities', broken: sends('200 OPTIONS').without('From') },
  },
  look(entry, judge) {
    const { message } = entry;
    if (message === undefined) return;
    const isRequest = message.kind === 'request';
    const needed = isRequest ? [...EVERYWHERE, 'Max-Forwards'] : EVERYWHERE;
    const missing = needed.filter((name) => !message.has(name));
    const ids = isRequest ? (['3261-8.1.1-01', '3261-20-05'] as const) : '3261-20-06';
    const what = `${needed.join(', ')} in every ${isRequest ? 'request' : 'response'}`;
    judge(ids, missing.length === 0, what, `${entryLabel(entry)} without ${missing.join(', ')}`);
  },
});
