import { tryingAtOnce } from '../support/passing-on/trying-at-once.ts';

export default tryingAtOnce('gateway');
