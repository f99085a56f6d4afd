import type { Flow, Runtime } from '@sidetone/sip';
import type { FlowTable, Registration } from './flow-table.ts';

interface ClosedFlow {
  readonly flow: Flow;
  /** Registrations that were left without a flow. */
  readonly orphans: readonly Registration[];
}

/** What follows when a client has not come back within the grace. */
export interface GoneHandler {
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
    this.#runtime.timers.schedule(this.#graceMs, (late: ClosedFlow) => this.#graceOver(late), closed);
  }

  /** The gateway stops: phones find it, or its successor, again with their bindings in place. */
  stop(): void {
    this.#isStopped = true;
  }

  #graceOver({ flow, orphans }: ClosedFlow): void {
    if (this.#isStopped) return;
    for (const orphan of orphans) {
      // A client that registered again since then, even if it left again, has a newer registration.
      if (this.#table.registration(orphan.token) !== orphan) continue;
      this.#table.forget(orphan.token);
      if (orphan.untilMs > this.#runtime.clock.now()) this.#handler.onRegistrationGone(orphan);
    }
    if (this.#table.successorOf(flow) === undefined) this.#handler.onFlowGone(flow);
  }
}
