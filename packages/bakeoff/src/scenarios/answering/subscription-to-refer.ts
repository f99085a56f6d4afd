import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';

export default scenario({
  id: 'answering/subscription-to-refer',
  title: 'A SUBSCRIBE to the event refer, without a REFER, is refused with 403',
  role: 'answering',
  judges: {
    '3515-2.4.4-06': hears('SUBSCRIBE').answered(489),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const subscribe = alice.request('SUBSCRIBE', stage.target.uri, { headers: { Event: 'refer', Expires: '60' } });
    const answer = await alice.response(alice.send(subscribe), 'final', { judges: '3515-2.4.4-06' });
    if (answer.status === 405 || answer.status === 501) stage.notApplicable('it takes no subscriptions');
    stage.judge('3515-2.4.4-06', answer.status === 403, 'a 403 to SUBSCRIBE', answer, messageTitle(answer));
  },
});
