/** Work to compare with other work. */
export interface Contender {
  readonly name: string;
  /** Does the work once. */
  run(): unknown;
}

/** Work that takes more than one turn of the event loop. */
export interface SlowContender extends Contender {
  run(): Promise<unknown>;
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
  /** Rounds before those that count. */
  readonly warmUp?: number;
}

/**
 * Measures CPU time, not time of day, since the machine may be shared. The contenders take turns, so that whatever
 * slows the machine down for a while slows all of them; the first rounds warm up and do not count.
 */
export function measure(contenders: readonly Contender[], rounds: Rounds): Measurement[] {
  const samples = contenders.map((): number[] => []);
  for (let round = -(rounds.warmUp ?? 1); round < rounds.count; round += 1) {
    contenders.forEach((contender, index) => {
      const slice = new Slice(rounds.sliceMs);
      while (slice.goesOn()) contender.run();
      if (round >= 0) samples[index]?.push(slice.cpuUsPerRun);
    });
  }
  return medians(contenders, samples);
}

/** The same for work that is awaited. */
export async function measureSlow(contenders: readonly SlowContender[], rounds: Rounds): Promise<Measurement[]> {
  const samples = contenders.map((): number[] => []);
  for (let round = -(rounds.warmUp ?? 1); round < rounds.count; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const slice = new Slice(rounds.sliceMs);
      while (slice.goesOn()) await contender.run();
      if (round >= 0) samples[index]?.push(slice.cpuUsPerRun);
    }
  }
  return medians(contenders, samples);
}

/** How many times slower than the first the one of this name is. */
export function ratioOf(measurements: readonly Measurement[], name: string): number {
  const other = measurements.find((measurement) => measurement.name === name)?.cpuUs ?? Number.NaN;
  return other / (measurements[0]?.cpuUs ?? Number.NaN);
}

/** A share of CPU time, looked at now and then: asking for it costs time, too. */
class Slice {
  readonly #start = process.cpuUsage();
  readonly #limitUs: number;
  #runs = -1;
  #batch = 1;
  #left = 0;
  #usedUs = 0;

  constructor(limitMs: number) {
    this.#limitUs = limitMs * 1000;
  }

  /** Asked before each run. */
  goesOn(): boolean {
    this.#runs += 1;
    if (this.#left > 0) {
      this.#left -= 1;
      return true;
    }
    const { user, system } = process.cpuUsage(this.#start);
    this.#usedUs = user + system;
    if (this.#usedUs >= this.#limitUs) return false;
    this.#left = this.#batch - 1;
    this.#batch = Math.min(this.#batch * 2, 1024);
    return true;
  }

  get cpuUsPerRun(): number {
    return this.#usedUs / this.#runs;
  }
}

function medians(contenders: readonly Contender[], samples: readonly (readonly number[])[]): Measurement[] {
  return contenders.map(({ name }, index) => ({ name, cpuUs: median(samples[index] ?? []) }));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
