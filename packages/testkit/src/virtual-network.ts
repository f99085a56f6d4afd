import {
  type Clock,
  formatHostPort,
  type HostPort,
  type TimerWheel,
  type TransportProtocol,
  type WireText,
} from '@sidetone/sip';
import { drainMicrotasks } from './drain-microtasks.ts';
import { Ladder } from './ladder.ts';
import { type LadderEntry, messageLabel } from './ladder-entry.ts';
import { type LinkOptions, PERFECT_LINK } from './link-options.ts';
import { ManualClock } from './manual-clock.ts';
import { SeededRandom } from './seeded-random.ts';
import type { VirtualFlow } from './virtual-flow.ts';
import { VirtualTransport } from './virtual-transport.ts';
import type { ConnectionEnd, FlowOwner, Wires } from './wires.ts';

/** A run that lasts longer than this, in virtual time, will not end. */
const MAX_RUN_MS = 15 * 60_000;
const FIRST_EPHEMERAL_PORT = 49_152;

interface Delivery {
  readonly atMs: number;
  readonly run: () => void;
}

/** A lossy, slow or perfect network in memory, whose time passes only on request. Everything is repeatable by its seed. */
export class VirtualNetwork implements Wires {
  readonly clock = new ManualClock();
  /** Whether there is a ladder of what was sent, and runtimes on this network have traces. */
  readonly isRecording: boolean;
  readonly #random: SeededRandom;
  readonly #ownClock: Clock;
  readonly #transports = new Map<string, VirtualTransport>();
  readonly #names = new Map<string, string>();
  readonly #links = new Map<string, LinkOptions>();
  readonly #parted = new Map<string, Delivery[]>();
  readonly #timers = new Map<TimerWheel, string>();
  readonly #entries: LadderEntry[] = [];
  readonly #defects: string[] = [];
  /** By time, then by order of sending. */
  #deliveries: Delivery[] = [];
  #defaultLink: LinkOptions;
  #flowCount = 0;
  #portCount = 0;

  /** @param options.isRecording true when left out; false for networks by the thousand, whose messages nobody looks at */
  constructor(
    options: { readonly seed?: number; readonly link?: Partial<LinkOptions>; readonly isRecording?: boolean } = {},
  ) {
    this.isRecording = options.isRecording ?? true;
    this.#random = new SeededRandom(options.seed ?? 1);
    this.#ownClock = this.clock.fork();
    this.#defaultLink = { ...PERFECT_LINK, ...options.link };
  }

  /**
   * Everything sent since the network was made.
   * @throws when it keeps no record
   */
  get ladder(): Ladder {
    if (!this.isRecording) throw new Error('the network keeps no record');
    return new Ladder([...this.#entries], 0);
  }

  /**
   * Gives the end `name` a socket. One end may have several, for different protocols or addresses.
   * Every protocol but UDP works by connections, and each transport both accepts and connects.
   */
  attach(name: string, address: HostPort, protocol: TransportProtocol = 'UDP'): VirtualTransport {
    const key = addressKey(protocol, address);
    if (this.#transports.has(key)) throw new Error(`${key} is taken`);
    const transport = new VirtualTransport(this, name, protocol, address);
    this.#transports.set(key, transport);
    this.#names.set(formatHostPort(address), name);
    return transport;
  }

  /** How messages travel, from now on: between the two named ends, or between all that have no link of their own. */
  link(options: Partial<LinkOptions>, between?: readonly [string, string]): void {
    if (between === undefined) this.#defaultLink = { ...this.#defaultLink, ...options };
    else this.#links.set(pairKey(...between), { ...this.#linkBetween(...between), ...options });
  }

  /** Nothing gets through between two ends: datagrams are lost, connections stall until `heal`. */
  part(a: string, b: string): void {
    if (!this.#parted.has(pairKey(a, b))) this.#parted.set(pairKey(a, b), []);
  }

  heal(a: string, b: string): void {
    const stalled = this.#parted.get(pairKey(a, b)) ?? [];
    this.#parted.delete(pairKey(a, b));
    for (const { run } of stalled) this.#schedule(0, run);
  }

  /** Ends a flow for both sides, as if the network had. */
  cut(flow: VirtualFlow, reason = 'the connection was cut'): void {
    if ('peer' in flow) flow.peer?.end(reason);
    flow.close(reason);
  }

  /** Delivers what is under way and what that causes, without running timers that are due later than that. */
  async settle(): Promise<void> {
    await drainMicrotasks();
    for (let next = this.#deliveries[0]; next !== undefined; next = this.#deliveries[0]) {
      await this.clock.advanceTo(Math.max(next.atMs, this.clock.now()));
    }
  }

  /**
   * Runs the action to its end, letting as much time pass as it takes, then delivers what is still under way.
   * @returns the messages sent meanwhile
   * @throws what the action throws; an Error with the ladder so far when the action can never end
   */
  async run(action: () => unknown): Promise<Ladder> {
    const startMs = this.clock.now();
    const first = this.#entries.length;
    const soFar = (): Ladder => new Ladder(this.#entries.slice(first), startMs);
    let outcome: { kind: 'pending' } | { kind: 'done' } | { kind: 'failed'; error: unknown } = { kind: 'pending' };
    const isPending = (): boolean => outcome.kind === 'pending';
    void Promise.resolve()
      .then(action)
      .then(
        () => {
          outcome = { kind: 'done' };
        },
        (error: unknown) => {
          outcome = { kind: 'failed', error };
        },
      );
    await this.settle();
    while (isPending()) {
      const nextMs = this.clock.nextWakeAt();
      if (nextMs === undefined)
        throw new Error(`the action waits for something that will not happen\n${String(soFar())}`);
      if (nextMs - startMs > MAX_RUN_MS)
        throw new Error(`the action did not end in ${MAX_RUN_MS} ms\n${String(soFar())}`);
      await this.clock.advanceTo(Math.max(nextMs, this.clock.now()));
      await this.settle();
    }
    const end = outcome as { kind: string; error?: unknown };
    if (end.kind === 'failed') throw end.error;
    this.#throwDefects();
    return soFar();
  }

  /**
   * The end of a trace: lets transactions run out, then expects that no message is under way and no timer waits.
   * @param afterMs how long to wait for the last timers; 64*T1 and some more when left out
   */
  async expectNothingLeft(afterMs = 40_000): Promise<void> {
    await this.settle();
    await this.clock.advance(afterMs);
    this.#throwDefects();
    const left = [...this.#timers]
      .filter(([wheel]) => wheel.count > 0)
      .map(([wheel, owner]) => `${owner}: ${wheel.count} timers`);
    if (this.#deliveries.length > 0) left.push(`${this.#deliveries.length} messages under way`);
    if (left.length > 0) throw new Error(`left over: ${left.join('; ')}\n${String(this.ladder)}`);
  }

  /** Something was logged as an error: the next `run` or `expectNothingLeft` throws it. */
  noteDefect(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#defects.push(
      [message, ...Object.entries(fields).map(([name, value]) => `${name}: ${String(value)}`)].join('\n'),
    );
  }

  /** The errors that were logged since they were last taken; for tests that expect them. */
  takeDefects(): readonly string[] {
    return this.#defects.splice(0);
  }

  /** Lets `expectNothingLeft` count these timers. */
  watchTimers(owner: string, timers: TimerWheel): void {
    this.#timers.set(timers, owner);
  }

  /** @internal */
  detach(owner: FlowOwner): void {
    this.#transports.delete(addressKey(owner.protocol, owner.local));
  }

  /** @internal */
  newFlowId(protocol: TransportProtocol): string {
    this.#flowCount += 1;
    return `${protocol.toLowerCase()}-${this.#flowCount}`;
  }

  /** @internal */
  newEphemeralPort(): number {
    this.#portCount += 1;
    return FIRST_EPHEMERAL_PORT + this.#portCount;
  }

  /** @internal Runs it as soon as the caller has returned. */
  soon(run: () => void): void {
    this.#schedule(0, run);
  }

  /** @internal */
  sendDatagram(from: FlowOwner, remote: HostPort, wire: WireText): void {
    const to = this.#nameOf(remote);
    const link = this.#linkBetween(from.name, to);
    const receiver = this.#transports.get(addressKey('UDP', remote));
    const isLost = receiver === undefined || this.#parted.has(pairKey(from.name, to)) || this.#happens(link.loss);
    this.#record(from, to, wire, isLost);
    if (isLost) return;
    const copies = this.#happens(link.duplicate) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const heldBackMs = this.#happens(link.reorder) ? link.reorderMs : 0;
      this.#schedule(link.latencyMs + heldBackMs, () => receiver.receiveDatagram(wire, from.local));
    }
  }

  /** @internal */
  sendOnConnection(from: ConnectionEnd, to: ConnectionEnd, wire: WireText): void {
    this.#record(from.owner, to.owner.name, wire, false);
    this.#passOn(from, to, () => to.arrive(wire));
  }

  /** @internal */
  sendClose(from: ConnectionEnd, to: ConnectionEnd): void {
    this.#passOn(from, to, () => to.end('closed by the peer'));
  }

  /** @internal No message, so it stands in no ladder. */
  sendPing(from: ConnectionEnd, to: ConnectionEnd): void {
    this.#passOn(from, to, () => {
      if (to.isOpen) this.#passOn(to, from, () => from.arrivePong());
    });
  }

  /** @internal */
  connect(flow: ConnectionEnd): void {
    const { owner, remote } = flow;
    const name = this.#nameOf(remote);
    const arrive = (): void => {
      if (!flow.isOpen) return;
      const listener = this.#transports.get(addressKey(owner.protocol, remote));
      if (listener === undefined || !listener.isListening) {
        flow.end(`connection refused by ${formatHostPort(remote)}`);
        return;
      }
      const accepted = listener.accept(flow);
      accepted.join(flow);
      flow.join(accepted);
    };
    const stalled = this.#parted.get(pairKey(owner.name, name));
    if (stalled === undefined) this.#schedule(this.#linkBetween(owner.name, name).latencyMs, arrive);
    else stalled.push({ atMs: 0, run: arrive });
  }

  /** In order, after the link's latency, or when the parted ends meet again. */
  #passOn(from: ConnectionEnd, to: ConnectionEnd, run: () => void): void {
    const names = [from.owner.name, to.owner.name] as const;
    const stalled = this.#parted.get(pairKey(...names));
    if (stalled !== undefined) {
      stalled.push({ atMs: 0, run });
      return;
    }
    const now = this.clock.now();
    from.lastDeliveryMs = Math.max(from.lastDeliveryMs, now + this.#linkBetween(...names).latencyMs);
    this.#schedule(from.lastDeliveryMs - now, run);
  }

  #throwDefects(): void {
    const defects = this.takeDefects();
    if (defects.length > 0) throw new Error(`logged as errors:\n${defects.join('\n')}`);
  }

  #record(from: FlowOwner, to: string, wire: WireText, isLost: boolean): void {
    if (!this.isRecording) return;
    const { name, protocol } = from;
    this.#entries.push({ atMs: this.clock.now(), from: name, to, protocol, isLost, label: messageLabel(wire), wire });
  }

  #schedule(delayMs: number, run: () => void): void {
    const delivery = { atMs: this.clock.now() + delayMs, run };
    const later = this.#deliveries.findIndex((other) => other.atMs > delivery.atMs);
    this.#deliveries.splice(later < 0 ? this.#deliveries.length : later, 0, delivery);
    this.#arm();
  }

  #arm(): void {
    const next = this.#deliveries[0];
    if (next !== undefined) this.#ownClock.wakeAt(next.atMs, () => this.#deliverNext());
  }

  #deliverNext(): void {
    const delivery = this.#deliveries.shift();
    try {
      delivery?.run();
    } finally {
      this.#arm();
    }
  }

  #happens(probability: number): boolean {
    return probability > 0 && this.#random.fraction() < probability;
  }

  #nameOf(address: HostPort): string {
    return this.#names.get(formatHostPort(address)) ?? formatHostPort(address);
  }

  #linkBetween(a: string, b: string): LinkOptions {
    return this.#links.get(pairKey(a, b)) ?? this.#defaultLink;
  }
}

function addressKey(protocol: TransportProtocol, address: HostPort): string {
  return `${protocol} ${formatHostPort(address)}`;
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
