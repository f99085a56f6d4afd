import type { CallPriority } from '../state/call-snapshot.ts';

const priorities: readonly CallPriority[] = ['emergency', 'urgent', 'normal', 'non-urgent'];

/** Priority is compared without case; what nobody has heard of says nothing (RFC 3261 §20.26). */
export function priorityOf(token: string | undefined): CallPriority | undefined {
  return priorities.find((priority) => priority === token?.toLowerCase());
}
