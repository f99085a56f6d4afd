import type { Runtime, Transport, TransportProtocol } from '@sidetone/sip';

/** Where scenarios are played: a real network, or a virtual one. */
export interface Venue {
  readonly runtime: Runtime;
  /** What ends of ours can speak here. */
  readonly protocols: readonly TransportProtocol[];
  /** A socket of its own for an end; it is closed when the scenario is over. */
  open(protocol: TransportProtocol, end: string): Promise<Transport>;
}
