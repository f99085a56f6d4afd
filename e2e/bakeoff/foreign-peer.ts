import type { Target, Venue } from '@sidetone/bakeoff';

/** An implementation of SIP that is not ours, as Debian or npm has it. */
export interface ForeignPeer {
  /** Name of its report: `kamailio`. */
  readonly id: string;
  readonly name: string;
  /** Whether it can be started here. */
  isPresent(): boolean;
  /** How it is configured, in a sentence or two, for the report. */
  readonly configuration: string;
  start(): Promise<StartedPeer>;
}

export interface StartedPeer {
  readonly version: string;
  readonly target: Target;
  /** Where it is met; loopback when left out. */
  readonly venue?: Venue;
  /** How many calls it still has, where it can be asked. */
  callsLeft?(): Promise<number>;
  /** Starts it again when it has ended by itself. @returns whether it had */
  revive?(): Promise<boolean>;
  stop(): Promise<void>;
}
