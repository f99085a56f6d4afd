import type { EpochMs } from './clock.ts';
import type { WireText } from './wire-text.ts';

/** The transport token of a Via (RFC 3261 §20.42, RFC 7118 §5.1). */
export type TransportProtocol = 'UDP' | 'TCP' | 'TLS' | 'WS' | 'WSS';

/** A flow as the trace shows it; `local` and `remote` are `host:port`. */
export interface FlowSummary {
  readonly id: string;
  readonly protocol: TransportProtocol;
  readonly local: string;
  readonly remote: string;
}

/** What one layer has to report. Texts of messages have their credentials masked already. */
export type TraceEvent =
  | {
      readonly kind: 'message';
      readonly at: EpochMs;
      readonly direction: 'sent' | 'received';
      readonly flow: FlowSummary;
      readonly text: WireText;
    }
  | {
      readonly kind: 'flow';
      readonly at: EpochMs;
      readonly flow: FlowSummary;
      readonly change: 'opened' | 'closed';
      readonly reason?: string;
    }
  | {
      readonly kind: 'transaction';
      readonly at: EpochMs;
      readonly id: string;
      readonly machine: string;
      readonly from: string;
      readonly to: string;
      readonly input: string;
      /** The table has no cell for this input in this state: nothing happened. */
      readonly ignored?: true;
    }
  | {
      readonly kind: 'dropped';
      readonly at: EpochMs;
      readonly flow?: FlowSummary;
      readonly reason: string;
      readonly text?: WireText;
    }
  | { readonly kind: 'note'; readonly at: EpochMs; readonly layer: string; readonly text: string };

/** Where every layer reports (D11). */
export interface Trace {
  /** False when nobody reads: callers then skip the work of making events. */
  readonly isActive: boolean;
  record(event: TraceEvent): void;
}

/** Records nothing. */
export const silentTrace: Trace = {
  isActive: false,
  record() {
    // Nobody reads.
  },
};
