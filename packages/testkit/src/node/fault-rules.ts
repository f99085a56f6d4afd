import { messageLabel } from '../ladder-entry.ts';
import { SeededRandom } from '../seeded-random.ts';

/** What befalls the datagrams on their way. */
export interface FaultOptions {
  /** The same seed and the same order of datagrams give the same faults. */
  readonly seed: number;
  /** Probability from 0 to 1 that a datagram is lost. Default: 0. */
  readonly loss?: number;
  /** Probability that one arrives twice. Default: 0. */
  readonly duplicate?: number;
  /** Held back for this long, in milliseconds. Default: 0. */
  readonly delayMs?: number;
  /** Held back for up to this much longer, so that datagrams overtake each other. Default: 0. */
  readonly jitterMs?: number;
}

/** What a relay has seen and lost, by method (`INVITE`) or by status and method of the response (`200 INVITE`). */
export interface FaultCounts {
  readonly seen: ReadonlyMap<string, number>;
  readonly dropped: ReadonlyMap<string, number>;
  readonly duplicated: ReadonlyMap<string, number>;
}

/** Decides the fate of each datagram, and counts. */
export class FaultRules {
  readonly #random: SeededRandom;
  readonly #options: FaultOptions;
  readonly #seen = new Map<string, number>();
  readonly #dropped = new Map<string, number>();
  readonly #duplicated = new Map<string, number>();

  constructor(options: FaultOptions) {
    this.#options = options;
    this.#random = new SeededRandom(options.seed);
  }

  get counts(): FaultCounts {
    return { seen: this.#seen, dropped: this.#dropped, duplicated: this.#duplicated };
  }

  /** Delays of the copies that go on, in milliseconds: none when it is lost. */
  fate(datagram: string): readonly number[] {
    const { loss = 0, duplicate = 0 } = this.#options;
    const label = faultLabel(datagram);
    // The same draws for every datagram, so that one option does not change what another does.
    const isLost = this.#random.fraction() < loss;
    const isDoubled = this.#random.fraction() < duplicate;
    const delays = [this.#delayMs(), this.#delayMs()];
    count(this.#seen, label);
    if (isLost) {
      count(this.#dropped, label);
      return [];
    }
    if (isDoubled) count(this.#duplicated, label);
    return isDoubled ? delays : delays.slice(0, 1);
  }

  #delayMs(): number {
    const { delayMs = 0, jitterMs = 0 } = this.#options;
    return delayMs + this.#random.fraction() * jitterMs;
  }
}

function faultLabel(datagram: string): string {
  const label = messageLabel(datagram);
  switch (label.kind) {
    case 'request':
      return label.method;
    case 'response':
      return `${label.status} ${label.method}`;
    case 'other':
      return 'other';
  }
}

function count(counts: Map<string, number>, label: string): void {
  counts.set(label, (counts.get(label) ?? 0) + 1);
}
