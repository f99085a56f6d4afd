import { type Logger, silentLogger } from '../../runtime/logger.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { TimerWheel } from '../../runtime/timer-wheel.ts';
import { silentTrace, type Trace } from '../../runtime/trace.ts';
import { NodeClock } from './node-clock.ts';
import { NodeRandom } from './node-random.ts';

/** The runtime of a process: one clock, one timer wheel (D6). Log and trace are silent when left out. */
export function createNodeRuntime(options: { readonly log?: Logger; readonly trace?: Trace } = {}): Runtime {
  const clock = new NodeClock();
  const { log } = options;
  // A defect of ours must not end the process, where somebody reads of it.
  const onError = log && ((error: unknown) => log.error('a timer failed', { error }));
  return {
    clock,
    timers: new TimerWheel(clock, onError),
    random: new NodeRandom(),
    log: log ?? silentLogger,
    trace: options.trace ?? silentTrace,
  };
}
