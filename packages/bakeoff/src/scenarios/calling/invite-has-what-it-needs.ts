import { From, tag } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'calling/invite-has-what-it-needs',
  title: 'An INVITE carries the six header fields that every request needs',
  role: 'calling',
  judges: {
    '3261-8.1.1-01': sends('INVITE').without('Max-Forwards'),
    '3261-8.1.1.3-02': sends('INVITE').changing('From', (value) => value.replace(/;tag=.*/, '')),
  },
  async run(stage) {
    const bob = await stage.end('bob');
    await stage.operate('call', bob.contact);
    const invite = await bob.next('INVITE');
    const needed = ['To', 'From', 'CSeq', 'Call-ID', 'Max-Forwards', 'Via'];
    const missing = needed.filter((name) => !invite.has(name));
    stage.judge('3261-8.1.1-01', missing.length === 0, needed.join(', '), invite, `no ${missing.join(', ')}`);
    const from = invite.get(From);
    stage.judge('3261-8.1.1.3-02', from !== undefined && tag(from) !== undefined, 'a tag in From', invite);
  },
});
