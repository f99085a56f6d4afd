import type { SipMessage } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { publication, publish } from '../support/publishing.ts';

/** For controls: the answer to the request that was given that Call-ID. */
const isTo =
  (name: string) =>
  (message: SipMessage): boolean =>
    message.raw('Call-ID')?.startsWith(name) === true;

export default scenario({
  id: 'presence-agent/refuses-wrong-publication',
  title: 'PUBLISH of another package, another type or nothing at all is refused, each in its way',
  role: 'presence-agent',
  judges: {
    '3903-6-07': sends('489 PUBLISH').where(isTo('event')).status(400),
    '3903-6-16': sends('415 PUBLISH').where(isTo('type')).status(200),
    '3903-6-17': sends('4xx PUBLISH').where(isTo('empty')).status(200),
    '3903-6-06': sends('404 PUBLISH').where(isTo('nobody')).status(400),
  },
  async run(stage) {
    const bob = await stage.user('bob');
    await publish(stage, bob);
    const callId = (name: string): string => `${name}${bob.token(20)}`;
    for (const event of ['x-bakeoff', false] as const) {
      const answer = await bob.exchange(publication(bob, { event, expires: 600, callId: callId('event') }));
      stage.judge(
        '3903-6-07',
        answer.status === 489,
        `a 489 to ${event === false ? 'no Event' : `Event: ${event}`}`,
        answer,
      );
    }
    const body = ['application/x-bakeoff', 'what?'] as const;
    const type = await bob.exchange(publication(bob, { body, note: false, expires: 600, callId: callId('type') }));
    stage.judge('3903-6-16', type.status >= 300, 'an unknown content type to be refused', type);
    const empty = await bob.exchange(publication(bob, { note: false, expires: 600, callId: callId('empty') }));
    stage.judge('3903-6-17', empty.status >= 300, 'a first PUBLISH without a body to be refused', empty);
    const uri = `sip:nobody-${bob.token(8).toLowerCase()}@${stage.target.domain}`;
    const nobody = await bob.exchange(publication(bob, { uri, expires: 600, callId: callId('nobody') }));
    stage.judge('3903-6-06', nobody.status === 404, 'a 404 for who is not served there', nobody);
  },
});
