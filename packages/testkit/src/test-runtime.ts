import { type LogFields, type Runtime, silentLogger, TimerWheel, TraceRing } from '@sidetone/sip';
import { SeededRandom } from './seeded-random.ts';
import type { VirtualNetwork } from './virtual-network.ts';

/** The trace of a network that keeps no record. */
class NoTrace extends TraceRing {
  override readonly isActive = false;

  override events(): never {
    throw new Error('the network keeps no record');
  }
}

/** A Runtime whose trace can be read back. */
export interface TestRuntime extends Runtime {
  readonly trace: TraceRing;
}

/**
 * A runtime on the network's time, with timers of its own, which `net.expectNothingLeft` counts. An error that is
 * logged fails the test, at `run` or at `expectNothingLeft`.
 */
export function testRuntime(net: VirtualNetwork, seed = 1): TestRuntime {
  const clock = net.clock.fork();
  const timers = new TimerWheel(clock);
  net.watchTimers(`runtime with seed ${seed}`, timers);
  const log = { ...silentLogger, error: (message: string, fields?: LogFields) => net.noteDefect(message, fields) };
  const trace = net.isRecording ? new TraceRing(10_000) : new NoTrace();
  return { clock, timers, random: new SeededRandom(seed), log, trace };
}
