import { Contact, isSipUri } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { grantedSec, watch } from '../support/watching.ts';

const AT_ONCE = {
  withinMs: 10_000,
  judges: '6665-4.2.1.1-01',
  expected: 'a final response without asking anybody',
} as const;

export default scenario({
  id: 'presence-agent/accepts-subscription',
  title: 'SUBSCRIBE is answered 200 at once, with a time no longer than asked for',
  role: 'presence-agent',
  judges: {
    '6665-3.1.1-03': sends('200 SUBSCRIBE').without('Expires'),
    '6665-3.1.1-04': sends('200 SUBSCRIBE').with('Expires', '7200'),
    '6665-4.2.1.1-07': sends('200 SUBSCRIBE').with('Expires', '7200'),
    '6665-8.3-01': sends('200 SUBSCRIBE').status(202),
    '6665-8.3-02': sends('200 SUBSCRIBE').status(202),
    '6665-8.2.1-03': sends('200 SUBSCRIBE').adding('Event', 'presence'),
    '6665-8.2.3-01': sends('200 SUBSCRIBE').adding('Subscription-State', 'active;expires=600'),
    '6665-4.2.1.1-01': sends('200 SUBSCRIBE').late(15_000),
    '3261-12.1.1-02': sends('200 SUBSCRIBE').without('Contact'),
    '3261-12.1.1-03': sends('200 SUBSCRIBE').with('Contact', '<mailto:presence@biloxi.test>'),
  },
  async run(stage) {
    const { answer } = await watch(stage, { expires: 600 }, AT_ONCE);
    stage.judge('6665-4.2.1.1-01', true, AT_ONCE.expected, answer);
    stage.judge(['6665-8.3-01', '6665-8.3-02'], answer.status !== 202, 'a 200 and not a 202', answer);
    const [granted, shown] = [grantedSec(answer), `Expires: ${answer.raw('Expires') ?? 'none'}`];
    stage.judge('6665-3.1.1-03', granted >= 0, 'an Expires in the 200', answer, shown);
    stage.judge(['6665-3.1.1-04', '6665-4.2.1.1-07'], !(granted > 600), 'the 600 s asked for at most', answer, shown);
    stage.judge('6665-8.2.1-03', !answer.has('Event'), 'no Event in a response', answer);
    stage.judge('6665-8.2.3-01', !answer.has('Subscription-State'), 'no Subscription-State in a response', answer);
    const contacts = answer.all(Contact);
    stage.require('3261-12.1.1-02', contacts.length === 1, 'one Contact in the 200', answer);
    const isSip = contacts.every((contact) => contact !== '*' && isSipUri(contact.uri));
    stage.judge('3261-12.1.1-03', isSip, 'a sip URI in it', answer, `Contact: ${answer.raw('Contact')}`);
  },
});
