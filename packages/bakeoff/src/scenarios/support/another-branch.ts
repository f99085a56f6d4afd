import { type SipMessage, Via } from '@sidetone/sip';

/** The same request as a branch of its own. */
export function anotherBranch(message: SipMessage): SipMessage {
  const copy = message.clone();
  const via = copy.get(Via);
  if (via !== undefined) copy.replaceFirst(Via, { ...via, branch: `${via.branch}again` });
  return copy;
}
