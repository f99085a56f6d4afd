import { CALL_COMPLETION_TYPE, type CallCompletion, parseCallCompletion } from '../../../documents/call-completion.ts';
import type { EventPackage } from '../event-package.ts';

/** Whether a callee who was busy can be called now, RFC 6910 §9. Every device that was called may answer (§9.10). */
export const callCompletionPackage: EventPackage<CallCompletion> = {
  name: 'call-completion',
  contentTypes: [CALL_COMPLETION_TYPE],
  defaultExpiresSec: 3600,
  forks: 'all',
  isFixedTerm: true,
  parse: parseCallCompletion,
};
