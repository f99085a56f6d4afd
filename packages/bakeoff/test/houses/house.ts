import type { Transport } from '@sidetone/sip';
import { testRuntime, type VirtualNetwork } from '@sidetone/testkit';
import type { BrokenEnd } from '../../src/control/broken-end.ts';
import { BrokenTransport } from '../../src/control/broken-transport.ts';
import type { Target } from '../../src/scenario/target.ts';
import type { Venue } from '../../src/scenario/venue.ts';

/** The first end of a scenario stands here; a user agent under test sends there what it is told to send. */
export const FIRST_END = { host: '192.0.2.1', port: 5060 };
export const TARGET_ADDRESS = { host: '198.51.100.1', port: 5060 };
export const DOMAIN = 'biloxi.test';

/** An element of ours on a virtual network, with the venue around it. */
export interface House {
  readonly net: VirtualNetwork;
  readonly venue: Venue;
  readonly target: Target;
  /** Fails when something of the scenario still stands at the target. */
  expectIdle(): Promise<void>;
}

/** A network on which ends of scenarios get addresses in the order in which they come. */
export function virtualVenue(net: VirtualNetwork): Venue {
  let ends = 0;
  const runtime = testRuntime(net, 4711);
  return {
    runtime,
    protocols: ['UDP', 'TCP', 'WS'],
    open: (protocol, end) => {
      ends += 1;
      return Promise.resolve(net.attach(end, { host: `192.0.2.${ends}`, port: 5060 }, protocol));
    },
  };
}

/** The transport of an element that may be broken. */
export function breakable(transport: Transport, broken: BrokenEnd | undefined, net: VirtualNetwork): Transport {
  return broken === undefined ? transport : new BrokenTransport(transport, broken, testRuntime(net, 4712).timers);
}
