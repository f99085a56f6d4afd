import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { publication, needPublish } from '../support/publishing.ts';

export default scenario({
  id: 'presence-agent/publishes-outside-routes',
  title: 'Record-Route and Contact in PUBLISH change nothing, and the answer has no Record-Route',
  role: 'presence-agent',
  judges: {
    '3903-6-01': hears('PUBLISH')
      .where((message) => message.has('Record-Route'))
      .answered(400),
    '3903-6-02': sends('200 PUBLISH').adding('Record-Route', '<sip:proxy.test;lr>'),
    '3903-6-03': hears('PUBLISH')
      .where((message) => message.has('Contact'))
      .answered(400),
  },
  async run(stage) {
    const bob = await stage.user('bob');
    const headers = { 'Record-Route': '<sip:192.0.2.66:5066;lr>' };
    const routed = await bob.exchange(publication(bob, { expires: 600, headers }));
    needPublish(stage, routed);
    stage.judge('3903-6-01', routed.status === 200, 'a 200 as without Record-Route', routed);
    stage.judge('3903-6-02', !routed.has('Record-Route'), 'no Record-Route in the answer', routed);
    const addressed = await bob.exchange(publication(bob, { expires: 600, contact: '<sip:nobody@192.0.2.66>' }));
    stage.judge('3903-6-03', addressed.status === 200, 'a 200 as without Contact', addressed);
  },
});
