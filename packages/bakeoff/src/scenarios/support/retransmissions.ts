/** How far a timer may be off on a busy machine, as a part. */
const TOLERANCE = 0.25;

/** The pauses between moments, in ms. */
export function pauses(atMs: readonly number[]): number[] {
  return atMs.slice(1).map((at, index) => at - (atMs[index] ?? at));
}

/** Whether a pause is that long, more or less. */
export function isAbout(ms: number | undefined, expectedMs: number): boolean {
  return ms !== undefined && Math.abs(ms - expectedMs) <= TOLERANCE * expectedMs;
}

/** Whether the first pause is T1, which is 500 ms or more, and each next one twice as long, up to the longest. */
export function isDoubling(pausesMs: readonly number[], longestMs = Infinity): boolean {
  const [first = 0] = pausesMs;
  if (first < 500 * (1 - TOLERANCE)) return false;
  return pausesMs.every((pause, index) => isAbout(pause, Math.min(first * 2 ** index, longestMs)));
}
