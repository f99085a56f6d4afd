import { optionsWithMaxForwardsZero } from '../support/passing-on/options-with-max-forwards-zero.ts';

export default optionsWithMaxForwardsZero('proxy');
