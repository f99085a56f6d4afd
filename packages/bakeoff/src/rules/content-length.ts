import { sends } from '../control/controls.ts';
import { entryLabel } from '../trace/entry.ts';
import { rule } from './rule.ts';

const unsaid = (pattern: string) =>
  sends(pattern).rewritten('without Content-Length', (wire) => wire.replace(/^Content-Length:.*\r\n/im, ''));
const stream = { during: 'calling/no-retransmission-over-tcp', broken: unsaid('INVITE') };

export default rule({
  id: 'rules/content-length',
  title: 'Content-Length says how long the body is: always over connections, and 0 without a body',
  judges: {
    '3261-20.14-01': { during: 'calling/ack-for-refusal', broken: unsaid('ACK') },
    '3261-20.14-03': {
      during: 'calling/ack-for-refusal',
      broken: sends('ACK').rewritten('with a Content-Length of 5', (wire) =>
        wire.replace(/^(Content-Length:) *0/im, '$1 5'),
      ),
    },
    '3261-20.14-02': stream,
    '3261-20-03': stream,
  },
  look(entry, judge) {
    const { wire, protocol } = entry;
    const end = wire.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = /^(?:Content-Length|l)[ \t]*:[ \t]*(\d+)/im.exec(wire.slice(0, end))?.[1];
    const said = length === undefined ? `${entryLabel(entry)} without it` : `Content-Length: ${length}`;
    const ids = protocol === 'UDP' ? '3261-20.14-01' : (['3261-20.14-02', '3261-20-03'] as const);
    judge(ids, length !== undefined, 'a Content-Length', said);
    if (length !== undefined && wire.length === end + 4) {
      judge('3261-20.14-03', Number(length) === 0, 'a Content-Length of 0 without a body', said);
    }
  },
});
