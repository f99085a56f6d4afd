import { sends } from '../control/controls.ts';
import { rule } from './rule.ts';

/** Status codes of HTTP/1.1 that SIP has not taken over, nor given a meaning of its own. */
const OF_HTTP_ONLY = new Set([101, 201, 203, 205, 206, 303, 304, 306, 307, 308, 409, 411, 418, 426]);

export default rule({
  id: 'rules/status-codes',
  title: 'Responses have status codes of SIP, not those that only HTTP has',
  judges: {
    '3261-21-01': { during: 'answering/busy', broken: sends('486 INVITE').status(409) },
  },
  look({ message }, judge) {
    if (message?.kind !== 'response') return;
    judge('3261-21-01', !OF_HTTP_ONLY.has(message.status), 'a status code of SIP', String(message.status));
  },
});
