import { formatUri, Route } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { redirectedByUs } from '../support/redirected-by-us.ts';

export default scenario({
  id: 'calling/redirect-by-proxy',
  title: 'After a 305 the same address is called through the proxy that the Contact names',
  role: 'calling',
  judges: { '3261-21.3-11': sends('INVITE').from(2).without('Route') },
  async run(stage) {
    const { callee, invite } = await redirectedByUs(stage, 305, 'proxy');
    const expected = 'an INVITE to the same Request-URI through the proxy';
    const again = await callee.next('INVITE', { judges: '3261-21.3-11', expected });
    const [route] = again.all(Route);
    const isThrough = route !== undefined && formatUri(route.uri).startsWith('sip:proxy@');
    stage.judge('3261-21.3-11', again.uri === invite.uri && isThrough, expected, again);
    callee.reply(again, 486);
  },
});
