import { mergedRequestsAreForwarded } from '../support/passing-on/merged-requests-are-forwarded.ts';

export default mergedRequestsAreForwarded('gateway');
