import type { EpochMs } from './basics.ts';

/** One line of the trace panel. Credentials are masked. */
export type TraceEntry =
  | {
      readonly kind: 'message';
      readonly id: number;
      readonly at: EpochMs;
      readonly direction: 'sent' | 'received';
      readonly flow: TraceFlow;
      /** The start line: `INVITE sip:bob@example.com SIP/2.0`, or `SIP/2.0 200 OK`. */
      readonly summary: string;
      /** The method of the request, or of the CSeq of the response. */
      readonly method: string;
      /** The status of a response. */
      readonly status?: number;
      readonly callId: string;
      /** The whole message as text. */
      readonly text: string;
    }
  | {
      readonly kind: 'flow';
      readonly id: number;
      readonly at: EpochMs;
      readonly flow: TraceFlow;
      readonly change: 'opened' | 'closed';
      readonly summary: string;
    }
  | {
      readonly kind: 'transaction' | 'dropped' | 'note';
      readonly id: number;
      readonly at: EpochMs;
      readonly summary: string;
      readonly text?: string;
    };

export interface TraceFlow {
  readonly protocol: string;
  readonly local: string;
  readonly remote: string;
}
