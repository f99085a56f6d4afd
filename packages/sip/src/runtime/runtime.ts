import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { Random } from './random.ts';
import type { TimerWheel } from './timer-wheel.ts';
import type { Trace } from './trace.ts';

/** What the core needs from the world; the first argument of every layer. */
export interface Runtime {
  readonly clock: Clock;
  readonly timers: TimerWheel;
  readonly random: Random;
  readonly log: Logger;
  readonly trace: Trace;
}
