import type { TimerName } from './transition-table.ts';

/** What the values of all timers follow from (RFC 3261 table 4). */
export interface TimerOptions {
  /** Whether the flow delivers or reports failure (§17). */
  readonly reliable: boolean;
  /** Estimated round trip, in milliseconds (table 4: 500). */
  readonly t1Ms: number;
  /** Longest interval between retransmissions, except of INVITE requests, in milliseconds (4000). */
  readonly t2Ms: number;
  /** How long a message may stay in the network, in milliseconds (5000). */
  readonly t4Ms: number;
}

/** First values in milliseconds; undefined for a timer that is not used on such a flow, 0 for one that fires at once. */
export type TimerTable = Readonly<Record<TimerName, number | undefined>> & { readonly T2: number };

/** §17.1.1.2: timer D is at least 32 s whatever T1 is, since the server's T1 is not known. */
const LEAST_TIMER_D_MS = 32_000;
/** §17.2.1 */
const TRYING_MS = 200;

/** RFC 4320 §4.1: how long after the request a client's timer E is reset to T2. */
function untilT2(t1Ms: number, t2Ms: number): number {
  let atMs = 0;
  for (let intervalMs = t1Ms; intervalMs < t2Ms; intervalMs *= 2) atMs += intervalMs;
  return atMs;
}

/** RFC 3261 table 4, with timers L and M of RFC 6026 §8.4, §8.5. */
export function timerTable({ reliable, t1Ms, t2Ms, t4Ms }: TimerOptions): TimerTable {
  const retransmit = reliable ? undefined : t1Ms;
  const timeout = 64 * t1Ms;
  const linger = reliable ? 0 : t4Ms;
  return {
    A: retransmit,
    B: timeout,
    D: reliable ? 0 : Math.max(LEAST_TIMER_D_MS, timeout),
    E: retransmit,
    F: timeout,
    G: retransmit,
    H: timeout,
    I: linger,
    J: reliable ? 0 : timeout,
    K: linger,
    L: timeout,
    M: timeout,
    T2: t2Ms,
    Trying: TRYING_MS,
    Processing: untilT2(t1Ms, t2Ms),
    Cancel: timeout,
    Stranded: t1Ms,
  };
}
