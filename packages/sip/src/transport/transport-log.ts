import { maskCredentials } from '../runtime/mask-credentials.ts';
import { note } from '../runtime/note.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { FlowSummary } from '../runtime/trace.ts';
import type { WireText } from '../runtime/wire-text.ts';
import { type Flow, formatHostPort } from './transport.ts';

/** How many messages went through the transport layer since its start. */
export interface TransportCounters {
  readonly received: number;
  readonly sent: number;
  /** Requests that were answered here with an error, because they are malformed or too large. */
  readonly refused: number;
  /** Messages that nobody could be told about: malformed responses and ACKs, what has no Via, foreign responses. */
  readonly dropped: number;
}

/** Longest part of a dropped text that the trace keeps. */
const MAX_DROPPED_TEXT = 2000;

/** The flow as the trace shows it. */
function flowSummary(flow: Flow): FlowSummary {
  return {
    id: flow.id,
    protocol: flow.protocol,
    local: formatHostPort(flow.local),
    remote: formatHostPort(flow.remote),
  };
}

/** Counts and traces what the transport layer does, credentials masked (D11). */
export class TransportLog {
  readonly #runtime: Runtime;
  readonly counters = { received: 0, sent: 0, refused: 0, dropped: 0 };

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  sent(wire: WireText, flow: Flow): void {
    this.counters.sent += 1;
    if (this.#runtime.trace.isActive) this.#message('sent', wire, flow);
  }

  received(wire: WireText, flow: Flow): void {
    this.counters.received += 1;
    if (this.#runtime.trace.isActive) this.#message('received', wire, flow);
  }

  refused(): void {
    this.counters.refused += 1;
  }

  dropped(reason: string, wire: WireText, flow: Flow): void {
    this.counters.dropped += 1;
    const { trace, clock } = this.#runtime;
    if (!trace.isActive) return;
    const text = maskCredentials(wire.slice(0, MAX_DROPPED_TEXT));
    trace.record({ kind: 'dropped', at: clock.epoch(), flow: flowSummary(flow), reason, text });
  }

  /** A message that could not be processed because of a defect of ours. */
  failed(error: unknown, wire: WireText, flow: Flow): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#runtime.log.error('a message could not be processed', { flow: flow.id, error: text });
    this.dropped(`a defect: ${error instanceof Error ? error.message : text}`, wire, flow);
  }

  opened(flow: Flow): void {
    this.#changed(flow, { change: 'opened' });
  }

  closed(flow: Flow, reason: string): void {
    this.#changed(flow, { change: 'closed', reason });
  }

  note(text: string): void {
    note(this.#runtime, 'transport', text);
  }

  #changed(flow: Flow, change: { readonly change: 'opened' | 'closed'; readonly reason?: string }): void {
    const { trace, clock } = this.#runtime;
    if (trace.isActive) trace.record({ kind: 'flow', at: clock.epoch(), flow: flowSummary(flow), ...change });
  }

  #message(direction: 'sent' | 'received', wire: WireText, flow: Flow): void {
    const { trace, clock } = this.#runtime;
    trace.record({
      kind: 'message',
      direction,
      at: clock.epoch(),
      flow: flowSummary(flow),
      text: maskCredentials(wire),
    });
  }
}
