import { Require, Supported } from './headers/words.ts';
import type { SipMessage } from './sip-message.ts';

/** Whether the sender knows an extension (RFC 3261 §20.37). @param tag in lower case */
export function supports(message: SipMessage, tag: string): boolean {
  return message.all(Supported).some((option) => option.toLowerCase() === tag) || requires(message, tag);
}

/** Whether the receiver has to know an extension (RFC 3261 §20.32). @param tag in lower case */
export function requires(message: SipMessage, tag: string): boolean {
  return message.all(Require).some((option) => option.toLowerCase() === tag);
}
