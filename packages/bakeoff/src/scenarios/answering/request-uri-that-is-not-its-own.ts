import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { messageTitle } from '../../trace/entry.ts';
import { expectStatus } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/request-uri-that-is-not-its-own',
  title: 'A Request-URI of an unknown scheme is refused with 416, and one of somebody else with 404',
  role: 'answering',
  judges: {
    '3261-8.2.2.1-04': hears('OPTIONS').nth(1).answered(404),
    '3261-8.2.2.1-05': hears('OPTIONS').nth(2).answered(480),
  },
  async run(stage: Stage) {
    const alice = await stage.end('alice');
    const scheme = alice.request('OPTIONS', 'x-bakeoff:somebody', { to: stage.target.uri });
    await expectStatus(stage, alice, scheme, 416, '3261-8.2.2.1-04', 'a Request-URI of an unknown scheme');
    const uri = stage.target.uri.replace(/^(sips?:)[^@]*@/, '$1nobody-of-this-name@');
    stage.need(uri !== stage.target.uri, 'a target with a user part');
    const answer = await alice.response(alice.send(alice.request('OPTIONS', uri)), 'final', {
      judges: '3261-8.2.2.1-05',
    });
    stage.judge(
      '3261-8.2.2.1-05',
      answer.status < 300 || answer.status === 404,
      'a 404 to a Request-URI of somebody else, or a 2xx where all are taken',
      answer,
      messageTitle(answer),
    );
  },
});
