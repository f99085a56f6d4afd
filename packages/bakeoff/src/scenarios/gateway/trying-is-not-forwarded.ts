import { tryingIsNotForwarded } from '../support/passing-on/trying-is-not-forwarded.ts';

export default tryingIsNotForwarded('gateway');
