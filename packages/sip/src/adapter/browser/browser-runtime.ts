import { type Logger, silentLogger } from '../../runtime/logger.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { TimerWheel } from '../../runtime/timer-wheel.ts';
import { silentTrace, type Trace } from '../../runtime/trace.ts';
import { BrowserClock } from './browser-clock.ts';
import { BrowserRandom } from './browser-random.ts';

/** The runtime of a page: one clock, one timer wheel (D6). Log and trace are silent when left out. */
export function createBrowserRuntime({
  log = silentLogger,
  trace = silentTrace,
}: { readonly log?: Logger; readonly trace?: Trace } = {}): Runtime {
  const clock = new BrowserClock();
  return { clock, timers: new TimerWheel(clock), random: new BrowserRandom(), log, trace };
}
