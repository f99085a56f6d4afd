import { all, hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { sendInvite } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Require, RSeq } from '@sidetone/sip';

export default scenario({
  id: 'answering/no-extension-unasked',
  title: 'Who names no extension is answered without any',
  role: 'answering',
  judges: {
    '3261-8.2.4-01': all(sends('183 INVITE').with('Require', '100rel'), sends('183 INVITE').with('RSeq', '1')),
    '3261-8.2.4-07': all(sends('183 INVITE').with('Require', '100rel'), sends('183 INVITE').with('RSeq', '1')),
    '3262-3-05': all(sends('183 INVITE').with('Require', '100rel'), sends('183 INVITE').with('RSeq', '1')),
    '3261-8.2.4-02': hears('INVITE').answered(421, (response) => response.addRaw('Require', '100rel')),
    '3261-8.2.4-05': hears('INVITE').answered(421, (response) => response.addRaw('Require', '100rel')),
    '3261-21.4-13': hears('INVITE').answered(421, (response) => response.addRaw('Require', '100rel')),
    '3261-21.4-14': hears('INVITE').answered(421, (response) => response.addRaw('Require', '100rel')),
    '3261-8.2.4-04': hears('INVITE').answered(421),
    '3261-21.4-12': hears('INVITE').answered(421),
  },
  async run(stage) {
    const { caller, invite } = await sendInvite(stage, 'progress');
    let first = await caller.response(invite, 'any');
    if (first.status === 100) first = await caller.response(invite, 'any');
    const isNamed = first.status !== 421 || first.has(Require);
    stage.judge(['3261-8.2.4-04', '3261-21.4-12'], isNamed, 'no 421, or one with Require', first, messageTitle(first));
    const plain = ['3261-8.2.4-02', '3261-8.2.4-05', '3261-21.4-13', '3261-21.4-14'] as const;
    stage.require(plain, first.status !== 421, 'plain SIP to be enough', first, messageTitle(first));
    stage.judge(
      ['3261-8.2.4-01', '3261-8.2.4-07', '3262-3-05'],
      !first.has(Require) && !first.has(RSeq),
      'no extension in the response, since the request supports none',
      first,
      `${fieldShown(first, 'Require')}, ${fieldShown(first, 'RSeq')}`,
    );
  },
});
