import { redirectionGoesUp } from '../support/passing-on/redirection-goes-up.ts';

export default redirectionGoesUp('proxy');
