import { provisionalIsForwarded } from '../support/passing-on/provisional-is-forwarded.ts';

export default provisionalIsForwarded('gateway');
