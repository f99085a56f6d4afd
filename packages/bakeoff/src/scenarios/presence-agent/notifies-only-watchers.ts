import { createRequest, type SipMessage, type SipRequest } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind } from '../support/bindings.ts';
import { publish } from '../support/publishing.ts';

/** A NOTIFY to who has published. */
function unasked(response: SipMessage): SipRequest {
  const notify = createRequest('NOTIFY', 'sip:alice@192.0.2.1');
  notify.addRaw('Via', 'SIP/2.0/UDP 198.51.100.1:5060;branch=z9hG4bKunasked');
  notify.copyLines(response, 'From');
  notify.copyLines(response, 'To');
  notify.addRaw('Call-ID', 'unasked');
  notify.addRaw('CSeq', '1 NOTIFY');
  notify.addRaw('Event', 'presence');
  notify.addRaw('Subscription-State', 'active;expires=600');
  return notify;
}

export default scenario({
  id: 'presence-agent/notifies-only-watchers',
  title: 'Who registers and publishes, and does not subscribe, is sent no NOTIFY',
  role: 'presence-agent',
  judges: { '6665-4.2.1-01': sends('200 PUBLISH').and('a NOTIFY', unasked) },
  async run(stage) {
    const alice = await stage.user('alice');
    await bind(stage, alice, { headers: { Expires: '600' } });
    await publish(stage, alice);
    const wrong = await alice.unwanted((message) => message.kind === 'request' && message.method === 'NOTIFY', 5_000);
    stage.judge('6665-4.2.1-01', wrong === undefined, 'no NOTIFY without SUBSCRIBE', wrong);
  },
});
