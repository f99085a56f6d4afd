import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Allow, Supported } from '@sidetone/sip';

export default scenario({
  id: 'answering/offer-is-answered',
  title: 'An offer in the INVITE is answered in the 200, which also tells what can be done',
  role: 'answering',
  judges: {
    '3261-13.2.1-10': sends('200 INVITE').body(undefined, ''),
    '3261-13.3.1.4-02': sends('200 INVITE').body(undefined, ''),
    '3261-20.11-01': sends('200 INVITE').body(undefined, ''),
    '3261-13.2.1-17': sends('200 INVITE').changingBody('with two media sections', (body) =>
      body.replace(/^m=/m, 'm=video 0 RTP/AVP 31\r\nm='),
    ),
    '3261-13.3.1.4-01': sends('200 INVITE').without('Allow', 'Supported'),
  },
  async run(stage) {
    const { answer } = await callTarget(stage);
    const ids = ['3261-13.2.1-10', '3261-13.3.1.4-02', '3261-20.11-01'] as const;
    stage.require(
      ids,
      answer.body.startsWith('v=0'),
      'the answer to the offer in the 200',
      answer,
      '200 INVITE without a session description',
    );
    const sections = answer.body.match(/^m=.*$/gm) ?? [];
    stage.judge(
      '3261-13.2.1-17',
      sections.length === 1 && sections.every((section) => section.startsWith('m=audio ')),
      'one audio section, as in the offer',
      answer,
      sections.join(', '),
    );
    stage.judge(
      '3261-13.3.1.4-01',
      answer.has(Allow) && answer.has(Supported),
      'Allow and Supported in the 200',
      answer,
      `${fieldShown(answer, 'Allow')}, ${fieldShown(answer, 'Supported')}`,
    );
  },
});
