import { globalFailureEndsTheSearch } from '../support/passing-on/global-failure-ends-the-search.ts';

export default globalFailureEndsTheSearch('proxy');
