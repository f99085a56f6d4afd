import { type Runtime, silentLogger, TimerWheel, TraceRing } from '@sidetone/sip';
import { SeededRandom } from './seeded-random.ts';
import type { VirtualNetwork } from './virtual-network.ts';

/** A Runtime whose trace can be read back. */
export interface TestRuntime extends Runtime {
  readonly trace: TraceRing;
}

/** A runtime on the network's time, with timers of its own, which `net.expectNothingLeft` counts. */
export function testRuntime(net: VirtualNetwork, seed = 1): TestRuntime {
  const clock = net.clock.fork();
  const timers = new TimerWheel(clock);
  net.watchTimers(`runtime with seed ${seed}`, timers);
  return { clock, timers, random: new SeededRandom(seed), log: silentLogger, trace: new TraceRing(10_000) };
}
