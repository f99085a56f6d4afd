import { ringingIsNotCutShort } from '../support/passing-on/ringing-is-not-cut-short.ts';

export default ringingIsNotCutShort('proxy');
