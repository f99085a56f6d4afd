import { cancelGoesDownstream } from '../support/passing-on/cancel-goes-downstream.ts';

export default cancelGoesDownstream('gateway');
