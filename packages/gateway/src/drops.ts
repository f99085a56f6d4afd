import type { Flow, Runtime, SipRequest, SipResponse } from '@sidetone/sip';
import type { GatewayCounts } from './gateway-counts.ts';

/** Counts and traces what goes no further and cannot be answered (D8). */
export class Drops {
  readonly #runtime: Runtime;
  readonly #counts: GatewayCounts;

  constructor(runtime: Runtime, counts: GatewayCounts) {
    this.#runtime = runtime;
    this.#counts = counts;
  }

  record(message: SipRequest | SipResponse, why: string, flow?: Flow): void {
    this.#counts.dropped += 1;
    const what = message.kind === 'request' ? message.method : String(message.status);
    this.#runtime.log.debug('dropped', { what, why });
    if (!this.#runtime.trace.isActive) return;
    const from = flow === undefined ? '' : ` from ${flow.remote.host}`;
    this.#runtime.trace.record({
      kind: 'dropped',
      at: this.#runtime.clock.epoch(),
      reason: `${what}${from}: ${why}`,
    });
  }
}
