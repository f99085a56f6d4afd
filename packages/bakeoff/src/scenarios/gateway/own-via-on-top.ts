import { ownViaOnTop } from '../support/passing-on/own-via-on-top.ts';

export default ownViaOnTop('gateway');
