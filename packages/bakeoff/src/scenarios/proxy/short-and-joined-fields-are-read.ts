import { shortAndJoinedFieldsAreRead } from '../support/passing-on/short-and-joined-fields-are-read.ts';

export default shortAndJoinedFieldsAreRead('proxy');
