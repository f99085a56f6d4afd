import type { SipMessage } from '../message/sip-message.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Timer } from '../runtime/timer-wheel.ts';
import type { TransportLayer } from '../transport/transport-layer.ts';
import type { Flow } from '../transport/transport.ts';
import type { TimerTable } from './timer-table.ts';
import type { TransactionFailure } from './transaction-user.ts';
import { type Action, step, type TimerName, type LooseTable, type TimerEffect } from './transition-table.ts';

/** What the machines use of the layer that keeps them. */
export interface MachineHost {
  readonly runtime: Runtime;
  readonly transport: TransportLayer;
  timersFor(isReliable: boolean): TimerTable;
  /** The machine wants to hear when that connection ends. Of UDP it hears anyway. */
  watch(flow: Flow, machine: FlowWatcher): void;
  unwatch(flow: Flow, machine: FlowWatcher): void;
  /** The transactions have terminated. */
  forgetClient(key: string): void;
  forgetServer(key: string): void;
}

export interface FlowWatcher {
  flowClosed(flow: Flow, reason: string): void;
}

/** What a timer calls. */
interface TimerTarget {
  timerFired(timer: TimerName): void;
  reportSendFailure(): void;
}

/** Timers of one slot never run at the same time in one transaction. */
type Slot = 'retransmit' | 'limit' | 'extra';

const SLOTS: Readonly<Record<TimerName, Slot>> = {
  A: 'retransmit',
  B: 'limit',
  D: 'limit',
  E: 'retransmit',
  F: 'limit',
  G: 'retransmit',
  H: 'limit',
  I: 'limit',
  J: 'limit',
  K: 'limit',
  L: 'limit',
  M: 'limit',
  Trying: 'extra',
  Processing: 'extra',
  Cancel: 'extra',
  Stranded: 'retransmit',
};

/** One function per timer for all transactions, so that starting one makes no closure. */
const FIRE = Object.fromEntries(
  Object.keys(SLOTS).map((name) => [name, (target: TimerTarget): void => target.timerFired(name as TimerName)]),
) as Record<TimerName, (target: TimerTarget) => void>;

const reportSendFailure = (target: TimerTarget): void => target.reportSendFailure();

/** Runs one transaction by its table: timers here, everything else by `perform`. */
export abstract class Machine<State extends string, Input extends string> implements TimerTarget {
  readonly host: MachineHost;
  /** The key under which it is found (§17.1.3, §17.2.3). */
  readonly key: string;
  readonly #name: string;
  readonly #table: LooseTable<State, Input>;
  #state: State;
  #retransmit: Timer | undefined;
  #limit: Timer | undefined;
  #extra: Timer | undefined;
  /** Last value of the retransmission timer, in milliseconds. */
  #intervalMs = 0;
  /** Why the last message could not be sent. */
  #sendFailure = '';

  protected constructor(host: MachineHost, key: string, name: string, table: LooseTable<State, Input>, idle: State) {
    this.host = host;
    this.key = key;
    this.#name = name;
    this.#table = table;
    this.#state = idle;
  }

  get state(): State {
    return this.#state;
  }

  /** The values of this transaction's timers, which follow from its flow. */
  protected abstract get timers(): TimerTable;
  /** @returns why a message could not be sent, or undefined */
  protected abstract perform(action: Action, message: SipMessage | undefined): string | undefined;
  /** The table has come to its end; the timers are stopped. */
  protected abstract terminated(): void;
  /** The user is to hear that it came to nothing. */
  protected abstract failed(failure: TransactionFailure): void;

  /** Takes one step of the table and does what it says. */
  protected input(input: Input, message?: SipMessage): void {
    const from = this.#state;
    const transition = step(this.#table, from, input);
    const to = transition?.to ?? from;
    if (this.host.runtime.trace.isActive) this.#trace(from, to, input, transition === undefined);
    if (transition === undefined) return;
    this.#state = to;
    let due: TimerName | undefined;
    let hasFailed = false;
    for (const effect of transition.effects) {
      if ('timer' in effect) {
        if (this.#time(effect)) due = effect.timer;
      } else if (effect.kind === 'fail') {
        this.failed(
          effect.failure === 'timeout' ? { kind: 'timeout' } : { kind: 'transport', reason: this.#sendFailure },
        );
      } else {
        const failure = this.perform(effect, message);
        if (failure === undefined) continue;
        hasFailed = true;
        this.#sendFailure = failure;
        this.host.runtime.timers.schedule(0, reportSendFailure, this);
      }
    }
    if (transition.to === ('terminated' as State)) this.#end();
    // That a message was not sent is told first.
    else if (due !== undefined && hasFailed) this.#run(due, 0);
    else if (due !== undefined) this.timerFired(due);
  }

  /** @internal */
  timerFired(timer: TimerName): void {
    this.input(`timer${timer}` as Input);
  }

  /** @internal A message could not be sent; the user hears of it after the call that sent it has returned. */
  reportSendFailure(): void {
    this.transportError(this.#sendFailure);
  }

  /** A message could not be sent, or the connection ended. */
  protected transportError(reason: string): void {
    this.#sendFailure = reason;
    this.input('transportError' as Input);
  }

  /** @returns true when the timer fires at once */
  #time(effect: TimerEffect): boolean {
    const { timers } = this;
    switch (effect.kind) {
      case 'start':
        return this.#start(effect.timer, timers[effect.timer]);
      case 'backOff':
        return this.#start(effect.timer, Math.min(2 * this.#intervalMs, effect.cap === 'T2' ? timers.T2 : Infinity));
      case 'restartAtT2':
        return this.#start(effect.timer, timers.T2);
      case 'stop':
        this.#stop(SLOTS[effect.timer]);
        return false;
    }
  }

  /** @returns true when the timer fires at once */
  #start(timer: TimerName, delayMs: number | undefined): boolean {
    if (delayMs === undefined) return false;
    if (delayMs === 0) return true;
    this.#run(timer, delayMs);
    return false;
  }

  #run(timer: TimerName, delayMs: number): void {
    const slot = SLOTS[timer];
    this.#stop(slot);
    const started = this.host.runtime.timers.schedule(delayMs, FIRE[timer], this);
    if (slot === 'limit') this.#limit = started;
    else if (slot === 'extra') this.#extra = started;
    else {
      this.#retransmit = started;
      this.#intervalMs = delayMs;
    }
  }

  #stop(slot: Slot): void {
    const { timers } = this.host.runtime;
    if (slot === 'limit') timers.cancel(this.#limit);
    else timers.cancel(slot === 'extra' ? this.#extra : this.#retransmit);
  }

  #end(): void {
    this.#stop('retransmit');
    this.#stop('limit');
    this.#stop('extra');
    this.terminated();
  }

  #trace(from: State, to: State, input: Input, isIgnored: boolean): void {
    const { trace, clock } = this.host.runtime;
    const event = {
      kind: 'transaction',
      at: clock.epoch(),
      id: this.key,
      machine: this.#name,
      from,
      to,
      input,
    } as const;
    trace.record(isIgnored ? { ...event, ignored: true } : event);
  }
}
