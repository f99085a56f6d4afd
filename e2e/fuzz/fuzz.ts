import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from './channel.ts';
import { validRequest, validResponse } from './valid-messages.ts';
import { DialogPool } from './dialog-pool.ts';
import { Draw } from './draw.ts';
import { Login } from './login.ts';
import { mutated } from './mutations.ts';
import { Probe, type ProbeReport } from './probe.ts';
import { startTargets, type Targets } from './targets.ts';

export interface FuzzOptions {
  readonly messages: number;
  readonly seed: number;
  /** How many messages come before the heap is measured for the first time. */
  readonly warmUp: number;
  /** How long nothing is sent before the heap is measured: 64 × T1 and some, after which transactions have ended. */
  readonly restMs: { readonly warm: number; readonly end: number };
  /** Only ways whose name has this in it; all when left out. */
  readonly only?: string;
  /** A directory for snapshots of the heaps at the end. */
  readonly snapshots?: string;
  readonly onProgress?: (line: string) => void;
}

export interface FuzzReport {
  readonly sent: number;
  readonly seconds: number;
  /** How many messages of each status class came back, by channel; what was understood gets answers. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly probes: Readonly<Record<string, ProbeReport>>;
  /** What went wrong, or nothing. */
  readonly problems: readonly string[];
  readonly heaps: Readonly<Record<string, { readonly warm: number; readonly end: number }>>;
}

/** An OPTIONS has to be answered within this time throughout. */
const ANSWER_LIMIT_MS = 1500;
const PROBE_EVERY_MS = 200;
/** How many messages go out before the target is asked: fewer when its answer takes long, as on a busy machine. */
const LARGEST_BATCH = 128;
const QUICK_MS = 50;
const SLOW_MS = 250;

/** Sends mutated messages to a running server, gateway and user agent, and watches how they are. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const targets = await startTargets();
  const run = await FuzzRun.over(targets, options);
  try {
    return await run.report();
  } finally {
    run.close();
    await targets.stop();
  }
}

/** One channel on which messages go out, with what was learned there. */
interface Lane {
  readonly name: string;
  readonly channel: Channel;
  readonly login: Login;
  /** On a channel of its own to the same peer. */
  readonly probe: Probe;
  readonly draw: Draw;
  readonly answers: Record<string, number>;
  /** Requests that came, to answer. */
  readonly requests: string[];
  batch: number;
}

class FuzzRun {
  readonly #targets: Targets;
  readonly #options: FuzzOptions;
  readonly #lanes: readonly Lane[];
  readonly #channels: readonly Channel[];
  readonly #dialogs = new DialogPool();
  readonly #problems = new Set<string>();
  #sent = 0;

  private constructor(targets: Targets, options: FuzzOptions, lanes: readonly Lane[], channels: readonly Channel[]) {
    this.#targets = targets;
    this.#options = options;
    this.#lanes = lanes;
    this.#channels = channels;
    for (const lane of lanes) lane.channel.onMessage = (wire) => this.#receive(lane, wire);
  }

  static async over(targets: Targets, options: FuzzOptions): Promise<FuzzRun> {
    const lanes: Lane[] = [];
    const channels: Channel[] = [];
    for (const [index, way] of targets.ways.entries()) {
      if (options.only !== undefined && !way.name.includes(options.only)) continue;
      const { name, target, uri, user } = way;
      const [channel, own] = [await way.open('many'), await way.open('one')];
      channels.push(channel, own);
      lanes.push({
        name,
        channel,
        login: new Login({ username: user, password: `${user}-demo` }),
        probe: new Probe(own, uri, target.child.pid ?? 0),
        draw: new Draw(options.seed * 16 + index),
        answers: {},
        requests: [],
        batch: 4,
      });
    }
    return new FuzzRun(targets, options, lanes, channels);
  }

  async report(): Promise<FuzzReport> {
    const { messages, warmUp, restMs, onProgress = () => undefined } = this.#options;
    const started = performance.now();
    await this.#sendUpTo(warmUp);
    await sleep(restMs.warm);
    const warm = await this.#heaps();
    onProgress(`warm after ${this.#sent} messages: ${warm.map(megabytes).join(', ')}`);
    for (let step = 1; step <= 10; step += 1) {
      await this.#sendUpTo(warmUp + ((messages - warmUp) * step) / 10);
      onProgress(`${this.#sent} messages, ${((performance.now() - started) / 1000).toFixed(0)} s`);
      if (this.#problems.size > 0) break;
    }
    await sleep(restMs.end);
    const end = await this.#heaps();
    await this.#writeSnapshots();
    onProgress(`at the end: ${end.map(megabytes).join(', ')}`);
    for (const lane of this.#lanes) await this.#ask(lane);
    this.#readLogs();
    return {
      sent: this.#sent,
      seconds: (performance.now() - started) / 1000,
      answers: Object.fromEntries(this.#lanes.map(({ name, answers }) => [name, answers])),
      probes: Object.fromEntries(this.#lanes.map(({ name, probe }) => [name, probe.report])),
      problems: [...this.#problems],
      heaps: Object.fromEntries(
        this.#targets.all.map(({ name }, index) => [name, { warm: warm[index] ?? 0, end: end[index] ?? 0 }]),
      ),
    };
  }

  close(): void {
    for (const channel of this.#channels) channel.close();
  }

  async #sendUpTo(total: number): Promise<void> {
    const until = Math.round(total);
    const done = new AbortController();
    const watch = this.#lanes.map(async (lane) => {
      while (!done.signal.aborted && this.#problems.size === 0) {
        await this.#ask(lane);
        await sleep(PROBE_EVERY_MS);
      }
    });
    await Promise.all(
      this.#lanes.map(async (lane) => {
        while (this.#sent < until && this.#problems.size === 0) {
          const size = Math.min(lane.batch, until - this.#sent);
          this.#sent += size;
          for (let left = size; left > 0; left -= 1) if (!(await lane.channel.send(this.#next(lane)))) this.#sent -= 1;
          const tookMs = await this.#ask(lane);
          if (tookMs > SLOW_MS) lane.batch = Math.max(2, lane.batch >> 1);
          else if (tookMs < QUICK_MS) lane.batch = Math.min(LARGEST_BATCH, lane.batch * 2);
        }
      }),
    );
    done.abort();
    await Promise.all(watch);
    this.#readLogs();
  }

  #next({ channel: { setting }, draw, login, requests }: Lane): string {
    const request = draw.chance(0.15) ? requests.shift() : undefined;
    const response = request === undefined ? undefined : validResponse(request, setting, draw);
    if (response !== undefined) return mutated(response, draw);
    const valid = validRequest(setting, this.#dialogs.pick(draw), draw);
    return mutated(draw.chance(0.6) ? login.authorized(valid) : valid, draw);
  }

  #receive(lane: Lane, wire: string): void {
    const [, status] = /^SIP\/2\.0 (\d)/.exec(wire) ?? [];
    const key = status === undefined ? 'requests' : `${status}xx`;
    lane.answers[key] = (lane.answers[key] ?? 0) + 1;
    if (status === undefined) {
      lane.requests.push(wire);
      if (lane.requests.length > 100) lane.requests.shift();
    } else {
      lane.login.learn(wire);
      this.#dialogs.learn(wire);
    }
  }

  async #ask({ name, probe }: Lane): Promise<number> {
    const tookMs = await probe.ask();
    if (tookMs > ANSWER_LIMIT_MS) this.#problems.add(`${name}: OPTIONS answered after ${tookMs.toFixed(0)} ms`);
    return tookMs;
  }

  async #heaps(): Promise<number[]> {
    const used: number[] = [];
    for (const { inspector, child } of this.#targets.all) {
      used.push(child.isRunning ? await inspector.heapUsed() : Number.NaN);
    }
    return used;
  }

  async #writeSnapshots(): Promise<void> {
    const { snapshots } = this.#options;
    if (snapshots === undefined) return;
    for (const { name, inspector } of this.#targets.all) {
      await inspector.writeSnapshot(join(snapshots, `${name}.heapsnapshot`));
    }
  }

  /** A process that is gone, an exception, or an error in a log. */
  #readLogs(): void {
    for (const { name, child } of this.#targets.all) {
      if (!child.isRunning || child.stderr.includes('Waiting for the debugger to disconnect')) {
        this.#problems.add(`${name}: the process has ended\n${child.stdout}\n${child.stderr.slice(-4000)}`);
      }
      const line = child.stderr.split('\n').find((text) => /"level":"error"|^\w*Error: |^\s+at /.test(text));
      if (line !== undefined) this.#problems.add(`${name}: ${line}`);
    }
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
