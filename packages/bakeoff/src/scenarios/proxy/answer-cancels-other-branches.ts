import { answerCancelsOtherBranches } from '../support/passing-on/answer-cancels-other-branches.ts';

export default answerCancelsOtherBranches('proxy');
