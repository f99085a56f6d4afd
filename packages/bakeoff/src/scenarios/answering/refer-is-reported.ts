import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { notifiesUntilEnd, referIn } from '../support/refer-target.ts';
import { sdpAnswer } from '../support/sdp-answer.ts';
import { ContentType, Event } from '@sidetone/sip';
import { SubscriptionState } from '@sidetone/sip/message';

export default scenario({
  id: 'answering/refer-is-reported',
  title: 'A REFER is followed, and NOTIFYs tell what became of it until the end',
  role: 'answering',
  limitMs: 90_000,
  judges: {
    '3515-2.4.2-07': sends('202 REFER').lost(),
    '3515-2.4.2-08': sends('NOTIFY').lost(),
    '3515-2.4.4-01': sends('NOTIFY').lost(),
    '6665-4.2.1.2-01': sends('NOTIFY').lost(),
    '3515-2.4.4-02': sends('NOTIFY').with('Event', 'presence'),
    '3515-2.4.4-03': sends('NOTIFY').changing('Content-Type', () => 'text/plain'),
    '3515-2.4.5-01': sends('NOTIFY').changing('Content-Type', () => 'text/plain'),
    '3515-2.4.5-02': sends('NOTIFY').changingBody('without a status line', (body) => body.replace('SIP/2.0 ', '')),
    '6665-4.2.2-05': sends('NOTIFY').with('Subscription-State', 'unclear;expires=60'),
    '6665-4.2.2-06': sends('NOTIFY')
      .nth(1)
      .changing('Subscription-State', (value) => value.replace(/;expires=\d+/, '')),
    '3515-2.4.2-02': sends('INVITE').lost(),
    '3515-2.4.7-01': sends('NOTIFY').changing('Subscription-State', (value) => value.replace('noresource', 'timeout')),
    '6665-4.2.2-08': sends('NOTIFY').changing('Subscription-State', (value) => value.replace(/;reason=\w+/, '')),
  },
  async run(stage) {
    const call = await callTarget(stage);
    const { caller } = call;
    const refer = caller.send(referIn(call));
    const accepted = await caller.response(refer, 'final', { withinMs: 35_000, judges: '3515-2.4.2-07' });
    if (accepted.status >= 300) stage.notApplicable(`it does not go where it is referred to: ${accepted.status}`);
    stage.judge('3515-2.4.2-07', true, 'a final response to REFER', accepted);
    const notified = ['3515-2.4.2-08', '3515-2.4.4-01', '6665-4.2.1.2-01'] as const;
    const notify = await caller.next('NOTIFY', { judges: notified, expected: 'a NOTIFY at once' });
    caller.reply(notify, 200);
    stage.judge(notified, true, 'a NOTIFY at once', notify);
    const event = notify.get(Event);
    stage.judge('3515-2.4.4-02', event?.type === 'refer', 'Event: refer', notify, fieldShown(notify, 'Event'));
    const type = notify.get(ContentType)?.type;
    stage.judge(
      ['3515-2.4.4-03', '3515-2.4.5-01'],
      type === 'message/sipfrag',
      'a body of message/sipfrag',
      notify,
      fieldShown(notify, 'Content-Type'),
    );
    const line = notify.body.split(/\r?\n/, 1).join('');
    stage.judge(
      '3515-2.4.5-02',
      /^SIP\/2\.0 \d{3} /.test(line),
      'a body that begins with a status line',
      notify,
      JSON.stringify(line),
    );
    const { state = '' } = notify.get(SubscriptionState) ?? {};
    const shown = fieldShown(notify, 'Subscription-State');
    const isNamed = ['active', 'pending', 'terminated'].includes(state);
    stage.judge('6665-4.2.2-05', isNamed, 'the state active, pending or terminated', notify, shown);
    const hasExpiry = state === 'terminated' || /;\s*expires=\d+/.test(notify.raw('Subscription-State') ?? '');
    stage.judge('6665-4.2.2-06', hasExpiry, 'how long the subscription lasts, in expires', notify, shown);
    const invite = await caller.next('INVITE', {
      withinMs: 10_000,
      judges: '3515-2.4.2-02',
      expected: 'the call that was asked for',
    });
    stage.judge('3515-2.4.2-02', true, 'the call that was asked for', invite);
    caller.reply(invite, 200, (response) => response.setBody(SDP, sdpAnswer(invite.body, caller.sdp())), 'referred');
    const last = (await notifiesUntilEnd(caller)).at(-1);
    const ending = last?.raw('Subscription-State') ?? '';
    stage.require('6665-4.2.2-08', /;\s*reason=/.test(ending), 'a reason with the state terminated', last, ending);
    stage.judge(
      '3515-2.4.7-01',
      /terminated\s*;\s*(?:.*;)?reason=noresource/.test(ending),
      'terminated;reason=noresource',
      last,
      ending,
    );
  },
});
