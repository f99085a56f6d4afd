import type { Flow, Runtime } from '@sidetone/sip';
import type { FlowTable, Registration } from './flow-table.ts';

interface ClosedFlow {
  readonly flow: Flow;
  /** Registrations that were left without a flow. */
  readonly orphans: readonly Registration[];
}

/** How long to wait for the answer to a REGISTER under way. */
const RECHECK_MS = 500;

/** What follows when a client has not come back within the grace. */
export interface GoneHandler {
  /** Whether a REGISTER of that name is under way, whose answer decides. */
  isRegistering(registration: Registration): boolean;
  /** Its binding leads nowhere now. */
  onRegistrationGone(registration: Registration): void;
  /** Nobody will answer, or wait for an answer, on this flow or a successor. */
  onFlowGone(flow: Flow): void;
}

/** The grace after a closed socket (D2): a client of the same instance may return within it, and nothing is lost. */
export class ClosedFlows {
  readonly #runtime: Runtime;
  readonly #table: FlowTable;
  readonly #graceMs: number;
  readonly #handler: GoneHandler;
  #isStopped = false;

  constructor(runtime: Runtime, table: FlowTable, graceMs: number, handler: GoneHandler) {
    this.#runtime = runtime;
    this.#table = table;
    this.#graceMs = graceMs;
    this.#handler = handler;
  }

  flowClosed(flow: Flow): void {
    if (this.#isStopped) return;
    const closed: ClosedFlow = { flow, orphans: this.#table.close(flow) };
    this.#wait(this.#graceMs, closed);
  }

  /** The gateway stops: phones find it, or its successor, again with their bindings in place. */
  stop(): void {
    this.#isStopped = true;
  }

  #graceOver({ flow, orphans }: ClosedFlow): void {
    if (this.#isStopped) return;
    const undecided: Registration[] = [];
    for (const orphan of orphans) {
      // A client that registered again since then, even if it left again, has a newer registration.
      if (this.#table.registration(orphan.token) !== orphan) continue;
      if (this.#handler.isRegistering(orphan)) {
        undecided.push(orphan);
        continue;
      }
      this.#table.forget(orphan.token);
      if (orphan.untilMs > this.#runtime.clock.now()) this.#handler.onRegistrationGone(orphan);
    }
    if (undecided.length > 0) this.#wait(RECHECK_MS, { flow, orphans: undecided });
    else if (this.#table.successorOf(flow) === undefined) this.#handler.onFlowGone(flow);
  }

  #wait(delayMs: number, closed: ClosedFlow): void {
    this.#runtime.timers.schedule(delayMs, (late: ClosedFlow) => this.#graceOver(late), closed);
  }
}
