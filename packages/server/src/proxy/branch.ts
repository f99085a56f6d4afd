import type {
  ClientObserver,
  ClientTransaction,
  SipResponse,
  Timer,
  TimerWheel,
  TransactionFailure,
} from '@sidetone/sip';
import type { BranchOutcome } from './best-response.ts';
import type { ProxyTarget } from './target-set.ts';

export type BranchState =
  /** Nothing has come back. */
  | { readonly kind: 'calling' }
  /** A provisional response other than 100 has come. */
  | { readonly kind: 'proceeding' }
  /** We have asked it to end. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'ended'; readonly outcome: BranchOutcome }
  /** It has brought a 2xx. */
  | { readonly kind: 'answered' };

/** What a branch tells its response context. */
export interface BranchListener {
  onBranchResponse(branch: Branch, response: SipResponse): void;
  onBranchFailure(branch: Branch, failure: TransactionFailure): void;
  /** Its timer has run: timer C, or the time to end after a CANCEL. */
  onBranchTimer(branch: Branch): void;
}

/** One target of a response context and its client transaction (§16.7). */
export class Branch implements ClientObserver {
  readonly target: ProxyTarget;
  /** What is tried when this target fails. */
  readonly alternates: readonly ProxyTarget[];
  readonly #listener: BranchListener;
  state: BranchState = { kind: 'calling' };
  transaction: ClientTransaction | undefined;
  /** Timer C, and after a CANCEL the time it has to end. */
  #timer: Timer | undefined;

  constructor(target: ProxyTarget, alternates: readonly ProxyTarget[], listener: BranchListener) {
    this.target = target;
    this.alternates = alternates;
    this.#listener = listener;
  }

  get isPending(): boolean {
    const { kind } = this.state;
    return kind === 'calling' || kind === 'proceeding' || kind === 'cancelled';
  }

  onResponse(response: SipResponse): void {
    this.#listener.onBranchResponse(this, response);
  }

  onFailure(failure: TransactionFailure): void {
    this.#listener.onBranchFailure(this, failure);
  }

  /** Replaces the branch's timer. */
  startTimer(timers: TimerWheel, delayMs: number): void {
    timers.cancel(this.#timer);
    this.#timer = timers.schedule(delayMs, onTimer, this);
  }

  stopTimer(timers: TimerWheel): void {
    timers.cancel(this.#timer);
    this.#timer = undefined;
  }

  timedOut(): void {
    this.#timer = undefined;
    this.#listener.onBranchTimer(this);
  }
}

function onTimer(branch: Branch): void {
  branch.timedOut();
}
