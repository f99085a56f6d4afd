import { proxyRequireGets420 } from '../support/passing-on/proxy-require-gets-420.ts';

export default proxyRequireGets420('gateway');
