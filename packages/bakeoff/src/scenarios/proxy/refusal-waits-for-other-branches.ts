import { refusalWaitsForOtherBranches } from '../support/passing-on/refusal-waits-for-other-branches.ts';

export default refusalWaitsForOtherBranches('proxy');
