import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

const during = 'calling/ack-for-refusal';

export default rule({
  id: 'rules/line-ends',
  title: 'Every line ends with CRLF, and an empty line ends the header',
  judges: {
    '3261-7-01': {
      during,
      broken: sends('ACK').rewritten('with bare line feeds', (wire) => wire.replaceAll('\r\n', '\n')),
    },
    '3261-7-02': {
      during,
      broken: sends('ACK').rewritten('without the empty line', (wire) => wire.replace('\r\n\r\n', '\r\n')),
    },
  },
  look({ wire }, judge) {
    // CRLF alone keeps a connection alive (RFC 5626 §3.5.1).
    if (wire.trim() === '') return;
    const header = wire.split(/(?<=\r?\n)\r?\n/, 1)[0] ?? '';
    const isEnded = header.length < wire.length;
    judge('3261-7-02', isEnded, 'an empty line behind the header', JSON.stringify(wire.slice(-40)));
    judge('3261-7-01', !/(?<!\r)\n|\r(?!\n)/.test(header), 'CRLF at the end of each line', 'a bare CR or LF');
  },
});
