import type { FlowSummary, Logger, Trace, TraceEvent } from '@sidetone/sip';

/** Writes what the layers report to the log, at `--log debug` (DESIGN D11). */
export class LogTrace implements Trace {
  readonly isActive: boolean;
  readonly #log: Logger;

  constructor(log: Logger, isActive: boolean) {
    this.#log = log;
    this.isActive = isActive;
  }

  record(event: TraceEvent): void {
    if (!this.isActive) return;
    switch (event.kind) {
      case 'message':
        return this.#log.debug(`message ${event.direction}`, { ...path(event.flow), text: event.text });
      case 'flow':
        return this.#log.debug(`flow ${event.change}`, { ...path(event.flow), reason: event.reason });
      case 'transaction': {
        const { id, machine, from, to, input } = event;
        return this.#log.debug('transaction', { id, machine, from, to, input });
      }
      case 'dropped':
        return this.#log.debug('dropped', { ...path(event.flow), reason: event.reason, text: event.text });
      case 'note':
        return this.#log.debug(event.text, { layer: event.layer });
    }
  }
}

function path(flow: FlowSummary | undefined): Record<string, string> {
  if (flow === undefined) return {};
  return { flow: flow.id, protocol: flow.protocol, local: flow.local, remote: flow.remote };
}
