import type { SipMessage } from '@sidetone/sip';

/** Whether a message is a request of one of these methods. */
export function isRequest(...methods: readonly string[]): (message: SipMessage) => boolean {
  return (message) => message.kind === 'request' && methods.includes(message.method);
}
