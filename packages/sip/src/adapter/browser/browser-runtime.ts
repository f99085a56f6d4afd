import type { Logger } from '../../runtime/logger.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { TimerWheel } from '../../runtime/timer-wheel.ts';
import type { Trace } from '../../runtime/trace.ts';
import { BrowserClock } from './browser-clock.ts';
import { BrowserRandom } from './browser-random.ts';

/** The runtime of a page. */
export function createBrowserRuntime({ log, trace }: { readonly log: Logger; readonly trace: Trace }): Runtime {
  const clock = new BrowserClock();
  return { clock, timers: new TimerWheel(clock), random: new BrowserRandom(), log, trace };
}
