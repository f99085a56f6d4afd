import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { callTarget } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Contact, formatUri, isSipUri } from '@sidetone/sip';

export default scenario({
  id: 'answering/contact-of-the-callee',
  title: 'The answer names a Contact, which works outside of the dialog too',
  role: 'answering',
  judges: {
    '3261-12.1.1-02': sends('200 INVITE').without('Contact'),
    '3261-12.1.1-03': sends('200 INVITE').with('Contact', '<tel:+15550100>'),
    '3261-12.1.1-05': hears('OPTIONS').answered(404),
  },
  async run(stage) {
    const { caller, answer } = await callTarget(stage);
    const contact = answer.get(Contact);
    const shown = fieldShown(answer, 'Contact');
    stage.require('3261-12.1.1-02', contact !== undefined && contact !== '*', 'a Contact in the 2xx', answer, shown);
    const uri = contact === undefined || contact === '*' ? undefined : contact.uri;
    const isSip = uri !== undefined && isSipUri(uri);
    stage.require('3261-12.1.1-03', isSip, 'a sip or sips URI in Contact', answer, shown);
    const reached = await caller.exchange(caller.request('OPTIONS', uri === undefined ? '' : formatUri(uri)));
    stage.judge(
      '3261-12.1.1-05',
      reached.status < 300,
      'a 2xx to OPTIONS at the URI in Contact',
      reached,
      messageTitle(reached),
    );
  },
});
