import type { HostPort, Runtime, SipResponse, Transport } from '@sidetone/sip';
import type { Target } from '../scenario/target.ts';
import type { Waits } from '../scenario/waits.ts';
import type { Entry } from '../trace/entry.ts';
import type { Recording } from '../trace/recording.ts';
import type { WaitOptions } from './wait-options.ts';

/** What an end has from the scenario that it plays in. */
export interface EndPorts {
  readonly runtime: Runtime;
  readonly transport: Transport;
  readonly target: Target;
  /** Where the target listens, for this end's protocol. */
  readonly address: HostPort;
  readonly recording: Recording;
  readonly waits: Waits;
  /**
   * What was waited for has not come, or something else in its place.
   * @throws {Failed} when sentences ask for it; {Inconclusive} otherwise
   */
  missed(wait: WaitOptions, expected: string, heard: readonly Entry[], instead?: SipResponse): never;
}
