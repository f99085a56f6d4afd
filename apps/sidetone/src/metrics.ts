import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** One number that is read when somebody asks for it. */
export interface Measurement {
  /** Without the prefix `sidetone_`; a counter ends in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly read: () => number | Promise<number>;
}

/** What `/metrics` shows: Prometheus text. */
export class Metrics {
  readonly #registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  add(measurements: readonly Measurement[]): void {
    for (const measurement of measurements) {
      if (measurement.name.endsWith('_total')) this.#addCounter(measurement);
      else this.#addGauge(measurement);
    }
  }

  async text(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  #addGauge({ name, help, read }: Measurement): void {
    const gauge: Gauge = new Gauge({
      name: `sidetone_${name}`,
      help,
      registers: [this.#registry],
      collect: async () => gauge.set(await read()),
    });
  }

  #addCounter({ name, help, read }: Measurement): void {
    let counted = 0;
    const counter: Counter = new Counter({
      name: `sidetone_${name}`,
      help,
      registers: [this.#registry],
      collect: async () => {
        const value = await read();
        counter.inc(Math.max(value - counted, 0));
        counted = value;
      },
    });
  }
}
