import { readFileSync } from 'node:fs';

/**
 * How long a process has waited for a processor, in milliseconds: what other work on a shared machine costs it.
 * 0 where the system does not tell.
 */
export function cpuWaitMs(pid: number): number {
  try {
    // Nanoseconds on a processor, nanoseconds waiting for one, time slices.
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
