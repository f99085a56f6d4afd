/** Work to compare with other work. */
export interface Contender {
  readonly name: string;
  /** Does the work once. */
  run(): void;
}

export interface Measurement {
  readonly name: string;
  /** CPU microseconds for one run, the median over the rounds. */
  readonly cpuUs: number;
}

export interface Rounds {
  readonly count: number;
  /** How long each contender works in a round, in milliseconds of CPU time. */
  readonly sliceMs: number;
}

/**
 * Measures CPU time, not time of day, since the machine may be shared. The contenders take turns, so that whatever
 * slows the machine down for a while slows all of them; the first round warms up and does not count.
 */
export function measure(contenders: readonly Contender[], { count, sliceMs }: Rounds): Measurement[] {
  const samples = contenders.map((): number[] => []);
  for (let round = 0; round <= count; round++) {
    contenders.forEach((contender, index) => {
      const cpuUs = slice(contender, sliceMs);
      if (round > 0) samples[index]?.push(cpuUs);
    });
  }
  return contenders.map(({ name }, index) => ({ name, cpuUs: median(samples[index] ?? []) }));
}

function slice(contender: Contender, sliceMs: number): number {
  const start = process.cpuUsage();
  let runs = 0;
  let batch = 1;
  let usedUs = 0;
  while (usedUs < sliceMs * 1000) {
    for (let i = 0; i < batch; i++) contender.run();
    runs += batch;
    batch = Math.min(batch * 2, 1024);
    const { user, system } = process.cpuUsage(start);
    usedUs = user + system;
  }
  return usedUs / runs;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
