import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

const during = 'calling/ack-for-refusal';
const named = (version: string) =>
  sends('ACK').rewritten(`of ${version}`, (wire) => wire.replace(/ SIP\/2\.0\r\n/, ` ${version}\r\n`));

export default rule({
  id: 'rules/sip-version',
  title: 'Every message is of SIP/2.0, in upper case',
  judges: {
    '3261-7.1-04': { during, broken: named('SIP/7.0') },
    '3261-7.1-05': { during, broken: named('sip/2.0') },
  },
  look({ wire }, judge) {
    const line = wire.split(/\r?\n/, 1)[0] ?? '';
    const version = /^sip\/[\d.]+(?= \d{3} )|(?<= )sip\/[\d.]+$/i.exec(line)?.[0] ?? '';
    // What is no message at all is not looked at.
    if (version === '') return;
    judge('3261-7.1-04', version.toUpperCase() === 'SIP/2.0', 'the version SIP/2.0', line);
    judge('3261-7.1-05', version === version.toUpperCase(), 'SIP in upper case', line);
  },
});
