import { cancelWaitsForProvisional } from '../support/passing-on/cancel-waits-for-provisional.ts';

export default cancelWaitsForProvisional('gateway');
