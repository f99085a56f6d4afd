import { sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { fieldShown } from '../support/expect-status.ts';
import { prackOf, reliableProgress } from '../support/prack.ts';
import { RSeq, type SipMessage } from '@sidetone/sip';

export default scenario({
  id: 'answering/reliable-progress-goes-on',
  title: 'A phone that rings for long says so again every two and a half minutes, one RSeq higher',
  role: 'answering',
  limitMs: 240_000,
  judges: {
    '3262-3-08': sends('183 INVITE').from(2).lost(),
    '3262-3-09': sends('183 INVITE').from(2).lost(),
    '3262-3-22': sends('183 INVITE')
      .nth(2)
      .changing('RSeq', (value) => String(Number(value) + 1)),
  },
  async run(stage) {
    const { caller, invite, progress } = await reliableProgress(stage);
    const dialog = TestDialog.ofResponse(caller, invite, progress);
    await caller.exchange(prackOf(dialog, progress));
    const isProgress = (message: SipMessage): boolean =>
      message.kind === 'response' && message.status > 100 && message.status < 200;
    const next = await caller.unwanted(isProgress, 155_000);
    const told = ['3262-3-08', '3262-3-09'] as const;
    stage.require(told, next !== undefined, 'another provisional response after two and a half minutes', next, 'none');
    if (next === undefined) return;
    const [first, second] = [progress.get(RSeq) ?? 0, next.get(RSeq) ?? 0];
    stage.judge('3262-3-22', second === first + 1, `RSeq: ${first + 1}`, next, fieldShown(next, 'RSeq'));
    if (next.kind === 'response') await caller.exchange(prackOf(dialog, next));
  },
});
