import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/offer-in-invite',
  title: 'The session that INVITE offers is described by SDP',
  role: 'calling',
  judges: { '3261-13.2.1-17': sends('INVITE').body('application/sdp', 'sound, please\r\n') },
  async run(stage) {
    const { invite } = await calledByTarget(stage);
    if (invite.body === '') stage.notApplicable('its INVITE has no offer');
    const needed = [/^v=0\r?$/m, /^o=\S+ \d+ \d+ IN IP[46] \S+\r?$/m, /^s=.+/m, /^t=\d+ \d+/m, /^m=\w+ \d+ \S+ \S+/m];
    const isSdp = needed.every((line) => line.test(invite.body));
    stage.judge('3261-13.2.1-17', isSdp, 'a session description with the lines v, o, s, t and m', invite);
  },
});
