import { MESSAGE_SUMMARY_TYPE, type MessageSummary, parseMessageSummary } from '../../../documents/message-summary.ts';
import type { EventPackage } from '../event-package.ts';

/** What waits in a mailbox, RFC 3842 §3. Every system that has one may answer (§3.10). */
export const messageSummaryPackage: EventPackage<MessageSummary> = {
  name: 'message-summary',
  contentTypes: [MESSAGE_SUMMARY_TYPE],
  defaultExpiresSec: 3600,
  minIntervalMs: 1000,
  forks: 'all',
  parse: parseMessageSummary,
};
