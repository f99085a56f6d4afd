import { foreignCredentialsStay } from '../support/passing-on/foreign-credentials-stay.ts';

export default foreignCredentialsStay('gateway');
