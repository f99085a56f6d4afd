import { refusalIsAProperResponse } from '../support/passing-on/refusal-is-a-proper-response.ts';

export default refusalIsAProperResponse('gateway');
