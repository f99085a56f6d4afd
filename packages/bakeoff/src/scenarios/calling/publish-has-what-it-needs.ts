import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { keep, publishingTarget } from '../support/publishing-target.ts';

export default scenario({
  id: 'calling/publish-has-what-it-needs',
  title: 'The first PUBLISH has one Event and presence in its body, and matches nothing',
  role: 'calling',
  judges: {
    '3903-4.1-01': sends('PUBLISH').adding('Event', 'dialog'),
    '3903-4.2-01': sends('PUBLISH').with('SIP-If-Match', 'made-up'),
    '3903-4.2-03': sends('PUBLISH').body(undefined, ''),
    '3903-10.1-03': sends('PUBLISH').with('Content-Type', 'application/x-presence'),
  },
  async run(stage) {
    const { agent, publish } = await publishingTarget(stage);
    keep(agent, publish, 'one');
    const events = lineValues(publish, 'Event');
    stage.judge('3903-4.1-01', events.length === 1, 'one Event in PUBLISH', publish, `Event: ${events.join(', ')}`);
    stage.judge('3903-4.2-01', !publish.has('SIP-If-Match'), 'no SIP-If-Match in the first PUBLISH', publish);
    stage.judge('3903-4.2-03', publish.body !== '', 'a body in the first PUBLISH', publish);
    const type = publish.raw('Content-Type')?.toLowerCase() ?? '';
    const isPidf = publish.body === '' || type.startsWith('application/pidf+xml') || type.startsWith('multipart/');
    stage.judge('3903-10.1-03', isPidf, 'presence as PIDF', publish, `Content-Type: ${type}`);
  },
});
