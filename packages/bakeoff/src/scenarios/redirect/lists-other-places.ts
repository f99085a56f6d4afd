import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteMoved, placesOf, redirection } from '../support/redirection.ts';
import { isSameUri } from '../support/uris.ts';

export default scenario({
  id: 'redirect/lists-other-places',
  title: 'A redirection lists where else to try, never the place that was asked for, and is no 305',
  role: 'redirect',
  judges: {
    '3261-21.3-02': sends('3xx INVITE').without('Contact'),
    '3261-8.3-02': sends('3xx INVITE').edit('back to where it came from', (message) => {
      message.remove('Contact');
      message.addRaw('Contact', '<sip:moved@biloxi.test>');
    }),
    '3261-21.3-12': sends('3xx INVITE').status(305),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const answer = await redirection(stage, alice, alice.send(inviteMoved(stage, alice)));
    stage.judge('3261-21.3-12', answer.status !== 305, 'no 305, which only user agents send', answer);
    const places = placesOf(answer);
    stage.judge('3261-21.3-02', places.length > 0, 'the places in Contact', answer, 'no Contact');
    const isElsewhere = places.every((uri) => !isSameUri(uri, stage.target.uri));
    stage.judge('3261-8.3-02', isElsewhere, `other places than ${stage.target.uri}`, answer, places.join(', '));
  },
});
