import { sends } from '../control/controls.ts';
import { entryLabel } from '../trace/entry.ts';
import { rule } from './rule.ts';

const untyped = { during: 'calling/message', broken: sends('MESSAGE').without('Content-Type') };

/** How bodies begin that are packed. */
const BEGINNINGS: Readonly<Record<string, string>> = { gzip: '\u001F\u008B', deflate: '\u0078' };

export default rule({
  id: 'rules/body-is-described',
  title: 'A body has its Content-Type, a Content-Encoding only when it is encoded, and is never sent in chunks',
  judges: {
    '3261-20.15-01': untyped,
    '3261-7.4.1-01': untyped,
    '3261-7.4.1-02': { during: 'calling/message', broken: sends('MESSAGE').with('Content-Encoding', 'gzip') },
    '3261-7.4.2-01': { during: 'calling/message', broken: sends('MESSAGE').with('Transfer-Encoding', 'chunked') },
  },
  look(entry, judge) {
    const { message } = entry;
    if (message === undefined) return;
    const isChunked = message.raw('Transfer-Encoding')?.toLowerCase().includes('chunked') === true;
    judge('3261-7.4.2-01', !isChunked, 'no chunks');
    if (message.body === '') return;
    const ids = ['3261-20.15-01', '3261-7.4.1-01'] as const;
    judge(ids, message.has('Content-Type'), 'a Content-Type with a body', `${entryLabel(entry)} without it`);
    const coding = message.raw('Content-Encoding')?.toLowerCase() ?? 'identity';
    const isSo = message.body.startsWith(BEGINNINGS[coding] ?? '');
    judge('3261-7.4.1-02', isSo, 'a Content-Encoding only for a body that is encoded', `Content-Encoding: ${coding}`);
  },
});
