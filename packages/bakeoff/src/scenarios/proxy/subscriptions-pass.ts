import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';
import { fieldShown } from '../support/expect-status.ts';

export default scenario({
  id: 'proxy/subscriptions-pass',
  title: 'It stays in a subscription by Record-Route for SUBSCRIBE and NOTIFY alike, and adds no Allow-Events',
  role: 'proxy',
  judges: {
    '6665-4.3-01': sends('NOTIFY').without('Record-Route'),
    '6665-4.3-03': sends('SUBSCRIBE').without('Record-Route'),
    '6665-4.4.4-03': sends('SUBSCRIBE').with('Allow-Events', 'presence'),
  },
  async run(stage) {
    // In a call, since a server that has presence of its own passes on no others.
    const { alice, bob, alices, bobs } = await callThrough(stage);
    const headers = { Event: 'x-bakeoff', Expires: '600' };
    const sent = alice.send(alices.request('SUBSCRIBE', { headers }));
    const subscribe = await bob.next('SUBSCRIBE', { expected: 'the SUBSCRIBE forwarded to bob' });
    bob.reply(subscribe, 200, (response) => response.addRaw('Expires', '600'));
    await alice.response(sent, 'final');
    const state = { Event: 'x-bakeoff', 'Subscription-State': 'terminated;reason=noresource' };
    bob.send(bobs.request('NOTIFY', { headers: state }));
    const notify = await alice.next('NOTIFY', { expected: 'the NOTIFY forwarded to alice' });
    alice.reply(notify, 200);
    const [first, later] = [subscribe, notify].map((request) => request.has('Record-Route'));
    const shown = fieldShown(notify, 'Record-Route');
    const isKept = first !== true || later === true;
    stage.judge('6665-4.3-01', isKept, 'a Record-Route in NOTIFY where its SUBSCRIBE had one', notify, shown);
    const isAbsent = first === true || later === false;
    stage.judge('6665-4.3-03', isAbsent, 'no Record-Route in NOTIFY where its SUBSCRIBE had none', notify, shown);
    for (const request of [subscribe, notify]) {
      const allowed = fieldShown(request, 'Allow-Events');
      stage.judge('6665-4.4.4-03', !request.has('Allow-Events'), 'no Allow-Events of the proxy', request, allowed);
    }
  },
});
