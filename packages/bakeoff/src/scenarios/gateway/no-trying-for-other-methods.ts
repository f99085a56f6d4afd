import { noTryingForOtherMethods } from '../support/passing-on/no-trying-for-other-methods.ts';

export default noTryingForOtherMethods('gateway');
