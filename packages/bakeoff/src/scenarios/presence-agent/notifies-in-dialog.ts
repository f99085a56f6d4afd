import { formatNameAddr, From, type SipRequest, tag, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { lineValues } from '../../trace/line-values.ts';
import { isSameUri } from '../support/uris.ts';
import { notified, watchBob } from '../support/watching.ts';

const HOP = 'sip:192.0.2.66:5066;lr;x=1';

const DETOUR = sends('NOTIFY').rewritten('with another Route', (wire) => wire.replace(';x=1', ''));

/** `<uri>` of To or From, without display name and tag. */
function party(message: SipRequest, field: typeof To): string {
  const value = message.get(field);
  return value === undefined ? 'none' : formatNameAddr({ uri: value.uri, params: new Map() });
}

export default scenario({
  id: 'presence-agent/notifies-in-dialog',
  title: 'NOTIFY is sent within the dialog that SUBSCRIBE has made, along its route',
  role: 'presence-agent',
  protocols: ['UDP', 'TCP'],
  judges: {
    '3261-12.1.1-01': sends('200 SUBSCRIBE').without('Record-Route'),
    '3261-12.1.1-07': DETOUR,
    '3261-12.2.1.1-13': DETOUR,
    '3261-12.1.1-09': sends('NOTIFY').rewritten('to another target', (wire) =>
      wire.replace(/^NOTIFY sip:\w+@/, 'NOTIFY sip:x@'),
    ),
    '3261-12.1.1-12': sends('NOTIFY').changing('Call-ID', (value) => `x${value}`),
    '3261-12.2.1.1-06': sends('NOTIFY').changing('Call-ID', (value) => `x${value}`),
    '3261-12.1.1-13': sends('NOTIFY').changing('From', (value) => value.replace('tag=', 'tag=x')),
    '3261-12.2.1.1-04': sends('NOTIFY').changing('From', (value) => value.replace('tag=', 'tag=x')),
    '3261-12.2.1.1-02': sends('NOTIFY').changing('To', (value) => value.replace('tag=', 'tag=x')),
    '3261-12.1.1-15': sends('NOTIFY').changing('From', (value) => value.replace(/sip:\w+@/, 'sip:x@')),
    '3261-12.2.1.1-03': sends('NOTIFY').changing('From', (value) => value.replace(/sip:\w+@/, 'sip:x@')),
    '3261-12.2.1.1-01': sends('NOTIFY').changing('To', (value) => value.replace(/sip:\w+@/, 'sip:x@')),
    '3261-12.2.1.1-10': sends('NOTIFY').changing('CSeq', (value) => value.replace('NOTIFY', 'SUBSCRIBE')),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    const here = alice.contact.replace(/^sip:[^@]+@/, 'sip:');
    const routes = [`<${here};lr>`, `<${HOP}>`];
    const { subscribe, answer } = await watchBob(stage, alice, bob, { headers: { 'Record-Route': routes } });
    const copied = lineValues(answer, 'Record-Route').join(',').replaceAll(' ', '');
    stage.judge('3261-12.1.1-01', copied === routes.join(','), 'both Record-Routes in the 200', answer, copied);
    const notify = await notified(alice);
    const route = lineValues(notify, 'Route').join(',').replaceAll(' ', '');
    stage.judge(['3261-12.1.1-07', '3261-12.2.1.1-13'], route === routes.join(','), 'both as Route', notify, route);
    stage.judge('3261-12.1.1-09', isSameUri(notify.uri, alice.contact), 'the watcher’s Contact', notify, notify.uri);
    const callId = notify.raw('Call-ID') === subscribe.raw('Call-ID');
    stage.judge(['3261-12.1.1-12', '3261-12.2.1.1-06'], callId, 'the Call-ID of the SUBSCRIBE', notify);
    const [from, to] = [notify.get(From), notify.get(To)];
    const [own, others] = [answer.get(To), subscribe.get(From)];
    stage.need(from !== undefined && to !== undefined && own !== undefined && others !== undefined, 'To and From');
    const tags = ['3261-12.1.1-13', '3261-12.2.1.1-04'] as const;
    stage.judge(tags, tag(from) === tag(own), 'the To tag of the 200 in From', notify, `${tag(from)}`);
    stage.judge('3261-12.2.1.1-02', tag(to) === tag(others), 'the watcher’s tag in To', notify, `${tag(to)}`);
    const uris = ['3261-12.1.1-15', '3261-12.2.1.1-03'] as const;
    stage.judge(uris, party(notify, From) === `<${bob.aor}>`, `${bob.aor} in From`, notify, party(notify, From));
    stage.judge(
      '3261-12.2.1.1-01',
      party(notify, To) === `<${alice.aor}>`,
      `${alice.aor} in To`,
      notify,
      party(notify, To),
    );
    const cseq = notify.raw('CSeq') ?? '';
    stage.judge('3261-12.2.1.1-10', /^\d+\s+NOTIFY$/.test(cseq), 'NOTIFY in CSeq', notify, `CSeq: ${cseq}`);
  },
});
