import { unknownMethodIsForwarded } from '../support/passing-on/unknown-method-is-forwarded.ts';

export default unknownMethodIsForwarded('proxy');
