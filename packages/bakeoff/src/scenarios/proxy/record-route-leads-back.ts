import { recordRouteLeadsBack } from '../support/passing-on/record-route-leads-back.ts';

export default recordRouteLeadsBack('proxy');
