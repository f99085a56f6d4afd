import { createResponse, type SipMessage, tag, To } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget } from '../support/called-by-target.ts';
import { expectStatus } from '../support/expect-status.ts';
import { infoOfTarget, packageOf } from '../support/info.ts';

const isOfSecond = (message: SipMessage): boolean => {
  const to = message.get(To);
  return to !== undefined && tag(to)?.startsWith('second') === true;
};
const isToLater = (message: SipMessage): boolean => message.raw('From')?.includes('tag=second') === true;

export default scenario({
  id: 'calling/info-of-two-ends',
  title: 'While its INVITE has forked, INFO is taken of each end, and each end takes packages of its own',
  role: 'calling',
  judges: {
    '6086-4.2.1-06': hears('INFO').where(isToLater).answered(481),
    '6086-4.2.1-07': hears('* INVITE').where(isOfSecond).with('Recv-Info', 'x-other'),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const name = packageOf(stage, invite);
    if (!invite.has('Recv-Info')) stage.notApplicable('its INVITE lists no Info Packages');
    const takes = (listed: string) => (response: SipMessage) => response.addRaw('Recv-Info', listed);
    for (const [toTag, listed] of [
      ['first', 'x-other'],
      ['second', name],
    ] as const) {
      callee.reply(invite, 183, takes(listed), toTag);
      const made = createResponse(invite, 183, undefined, `${toTag}-${callee.name}`);
      const dialog = TestDialog.ofRequest(callee, invite, made);
      const info = dialog.request('INFO', { headers: { 'Info-Package': name } });
      await expectStatus(stage, callee, info, '2xx', '6086-4.2.1-06', `INFO of ${name} from the ${toTag} end`);
    }
    accept(callee, invite, { toTag: 'second', edit: takes(name) });
    await callee.next('ACK');
    await stage.operate('sendInfo', name);
    const own = await infoOfTarget(callee);
    const expected = 'an INFO of the package that the end which has answered lists';
    stage.judge('6086-4.2.1-07', own !== undefined, expected, own, own === undefined ? 'none' : undefined);
  },
});
