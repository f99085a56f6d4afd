import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteWithoutOffer } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/optional-body',
  title: 'A body that is not understood is passed over when it says that it is optional',
  role: 'answering',
  judges: {
    '3261-8.2.3-01': hears('INVITE').answered(415, (response) => response.addRaw('Accept', 'application/sdp')),
  },
  async run(stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    const invite = inviteWithoutOffer(stage, alice, {
      headers: { 'Content-Disposition': 'x-bakeoff;handling=optional' },
      body: ['application/x-bakeoff', 'nothing that anybody knows'],
    });
    await expectStatus(stage, alice, invite, '2xx', '3261-8.2.3-01', 'an INVITE whose unknown body is optional');
  },
});
