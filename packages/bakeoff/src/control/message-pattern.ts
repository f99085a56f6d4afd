import type { SipMessage } from '@sidetone/sip';
import { methodOf } from '../trace/entry.ts';

/**
 * Which messages a control is about:
 * `INVITE` a request; `200 INVITE` and `2xx INVITE` responses; `final INVITE`; `* INVITE` any response to it;
 * `request`, `response`, `*` any.
 */
export type MessagePattern = string;

export function fitsPattern(message: SipMessage, pattern: MessagePattern): boolean {
  if (pattern === '*') return true;
  if (pattern === 'request' || pattern === 'response') return message.kind === pattern;
  const [first = '', method] = pattern.split(' ');
  if (method === undefined) return message.kind === 'request' && message.method === first;
  if (message.kind !== 'response' || (method !== '*' && methodOf(message) !== method)) return false;
  if (first === '*') return true;
  if (first === 'final') return message.status >= 200;
  if (first.endsWith('xx')) return String(message.status)[0] === first[0];
  return message.status === Number(first);
}
