import type { SipMessage, TransportProtocol, WireText } from '@sidetone/sip';

/** The lane of the element under test. The others are named after the ends of the scenario. */
export const TARGET = 'target';

/** One message of a scenario, as an end of ours sent or got it. */
export interface Entry {
  /** Its place in the trace, from 0. */
  readonly index: number;
  /** Milliseconds since the scenario began. */
  readonly atMs: number;
  readonly from: string;
  readonly to: string;
  readonly protocol: TransportProtocol;
  readonly wire: WireText;
  /** Undefined when it is no SIP message. */
  readonly message: SipMessage | undefined;
  /** Why it is none. */
  readonly problem?: string;
}

/** `INVITE sip:bob@biloxi.test`, `200 INVITE`, or the beginning of what is no message. */
export function entryLabel({ message, wire }: Entry): string {
  if (message === undefined) return JSON.stringify(wire.slice(0, 40));
  return messageTitle(message);
}

/** `INVITE sip:bob@biloxi.test` or `200 INVITE`. */
export function messageTitle(message: SipMessage): string {
  return message.kind === 'request' ? `${message.method} ${message.uri}` : `${message.status} ${methodOf(message)}`;
}

/** The method of a request, or the one in a response's CSeq; empty when that cannot be read. */
export function methodOf(message: SipMessage): string {
  if (message.kind === 'request') return message.method;
  return /^\d+\s+(\S+)$/.exec(message.raw('CSeq') ?? '')?.[1] ?? '';
}
