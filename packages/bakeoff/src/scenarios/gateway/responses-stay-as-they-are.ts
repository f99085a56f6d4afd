import { responsesStayAsTheyAre } from '../support/passing-on/responses-stay-as-they-are.ts';

export default responsesStayAsTheyAre('gateway');
