import { maxForwardsZeroGets483 } from '../support/passing-on/max-forwards-zero-gets-483.ts';

export default maxForwardsZeroGets483('proxy');
