import { type SipMessage, Via } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { fromNowhere } from '../support/nowhere-via.ts';

/** Changes the received of the Via below the top. */
const below = (change: (received: string) => string) => (message: SipMessage) => {
  const [top, next] = message.all(Via);
  if (top === undefined || next === undefined) return;
  const { received = '', ...rest } = next;
  const changed = change(received);
  message.setAll(Via, [top, changed === '' ? rest : { ...rest, received: changed }]);
};
const LOST = sends('200 INFO').lost();

export default scenario({
  id: 'proxy/received-is-added',
  title: 'A Via that does not tell the source gets received, the response goes there and keeps it',
  role: 'proxy',
  protocols: ['UDP'],
  judges: {
    '3261-18.2.1-04': sends('INFO').edit(
      'without received below its Via',
      below(() => ''),
    ),
    '3261-18.2.1-05': sends('INFO').edit(
      'without received below its Via',
      below(() => ''),
    ),
    '3261-18.2.1-06': sends('INFO').edit(
      'with another received',
      below(() => '192.0.2.99'),
    ),
    '3261-18.2.2-01': LOST,
    '3261-18.2.2-07': LOST,
    '3261-16.7-44': sends('200 INFO').changing('Via', (value) => value.replace(/;received=[^;]*/, '')),
  },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage);
    const { sent, came } = await forwarded(stage, alice, fromNowhere(alices.request('INFO')), bob);
    const received = came.all(Via)[1]?.received;
    const ids = ['3261-18.2.1-04', '3261-18.2.1-05'] as const;
    stage.judge(ids, received !== undefined, 'received in the Via of a sender with a name', came, 'a Via without');
    const [, host] = /@([^:;]+)/.exec(alice.contact) ?? [];
    const isSource = received === undefined || received === host;
    stage.judge('3261-18.2.1-06', isSource, `received=${host}`, came, `received=${received}`);
    bob.reply(came, 200);
    const back = ['3261-18.2.2-01', '3261-18.2.2-07'] as const;
    const answer = await alice.response(sent, 200, { judges: back, expected: 'the 200 at the source of the request' });
    stage.judge(back, true, 'the 200 at the source of the request', answer);
    const kept = answer.get(Via)?.received;
    stage.judge('3261-16.7-44', kept === received, `received=${received} in the response`, answer, `received=${kept}`);
  },
});
