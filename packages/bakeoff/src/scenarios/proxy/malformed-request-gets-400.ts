import { malformedRequestGets400 } from '../support/passing-on/malformed-request-gets-400.ts';

export default malformedRequestGets400('proxy');
