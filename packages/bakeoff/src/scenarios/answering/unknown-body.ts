import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteWithoutOffer } from '../support/call-target.ts';
import { expectStatus, fieldShown } from '../support/expect-status.ts';
import { Accept } from '@sidetone/sip';

const UNKNOWN = 'application/x-bakeoff';

export default scenario({
  id: 'answering/unknown-body',
  title: 'A body of a type that it does not understand is refused with 415, which lists the types that it does',
  role: 'answering',
  judges: {
    '3261-8.2.3-01': hears('INVITE').answered(400),
    '3261-20.11-02': hears('INVITE').answered(400),
    '3261-8.2.3-02': sends('415 INVITE').without('Accept'),
    '3261-21.4-10': sends('415 INVITE').without('Accept'),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const invite = inviteWithoutOffer(stage, alice, { body: [UNKNOWN, 'nothing that anybody knows'] });
    const refused = ['3261-8.2.3-01', '3261-20.11-02'] as const;
    const answer = await expectStatus(stage, alice, invite, 415, refused, 'a body of an unknown type');
    const types = answer.all(Accept).map(({ type }) => type);
    stage.judge(
      ['3261-8.2.3-02', '3261-21.4-10'],
      types.length > 0 && !types.includes(UNKNOWN),
      'the types that are understood, in Accept',
      answer,
      fieldShown(answer, 'Accept'),
    );
  },
});
