import { all, hears, sends } from '../../control/controls.ts';
import type { RequirementId } from '../../requirement/requirement.ts';
import type { Stage } from '../../scenario/stage.ts';
import type { AnsweredCall } from './called-by-target.ts';
import { isRequest } from './requests.ts';

/** An element that keeps a dialog which it should have ended, for controls. */
export const keepsDialog = all(sends('BYE').lost(), hears('BYE').answered(200));

/** Judges that the target has ended the dialog: by a BYE of its own, or so that it does not know it any more. */
export async function judgeGone(
  stage: Stage,
  { callee, dialog }: AnsweredCall,
  ids: RequirementId | readonly RequirementId[],
): Promise<void> {
  const own = await callee.unwanted(isRequest('BYE'), 2_000);
  if (own?.kind === 'request') {
    callee.reply(own, 200);
    stage.judge(ids, true, 'the end of the dialog', own);
    return;
  }
  const expected = 'a 481 to a request in the dialog that is over';
  const answer = await callee.response(callee.send(dialog.bye()), 'final', { judges: ids, expected });
  stage.judge(ids, answer.status === 481, expected, answer);
}
