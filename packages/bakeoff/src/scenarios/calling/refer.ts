import { Contact, Route } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { referringTarget } from '../support/referring-target.ts';

export default scenario({
  id: 'calling/refer',
  title: 'REFER has one Refer-To and one Contact, and takes the way of the dialog',
  role: 'calling',
  judges: {
    '3515-2-02': sends('REFER').without('Contact'),
    '3515-2-03': sends('REFER').without('Route'),
    '3515-2.4.1-01': sends('REFER').adding('Refer-To', '<sip:dave@biloxi.test>'),
  },
  async run(stage) {
    const { callee, refer } = await referringTarget(stage);
    const contacts = refer.all(Contact).length;
    stage.judge('3515-2-02', contacts === 1, 'one Contact in REFER', refer, `${contacts} of them`);
    const isRouted = refer.all(Route).length === 1 && refer.uri === callee.contact;
    stage.judge('3515-2-03', isRouted, 'the Route and remote target of the dialog in REFER', refer);
    const targets = lineValues(refer, 'Refer-To').length;
    stage.judge('3515-2.4.1-01', targets === 1, 'one Refer-To in REFER', refer, `${targets} of them`);
    callee.reply(refer, 603);
  },
});
