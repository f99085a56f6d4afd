import { cancelReachesEveryBranch } from '../support/passing-on/cancel-reaches-every-branch.ts';

export default cancelReachesEveryBranch('proxy');
