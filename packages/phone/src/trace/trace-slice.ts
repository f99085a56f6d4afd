import { decodeUtf8, type FlowSummary, type Runtime, type Timer, type TraceEvent, type TraceRing } from '@sidetone/sip';
import type { TraceEntry, TraceFlow } from '../state/trace-entry.ts';
import type { PhoneStore } from '../store/phone-store.ts';

/** So many lines of the trace are kept. */
export const LONGEST_TRACE = 500;

/** Lines are put into the store together, at most this often: a call makes some dozens within a moment. */
const TOGETHER_MS = 50;

/** The trace of the store, fed by what all layers report (DESIGN D11). */
export class TraceSlice {
  readonly #store: PhoneStore;
  readonly #runtime: Runtime;
  readonly #unsubscribe: () => void;
  #waiting: TraceEntry[] = [];
  #timer: Timer | undefined;
  #count = 0;

  constructor(store: PhoneStore, runtime: Runtime, trace: TraceRing) {
    this.#store = store;
    this.#runtime = runtime;
    this.#unsubscribe = trace.subscribe((event) => this.#take(event));
  }

  clear(): void {
    this.#waiting = [];
    this.#store.setState({ trace: [] });
  }

  close(): void {
    this.#unsubscribe();
    this.#runtime.timers.cancel(this.#timer);
  }

  #take(event: TraceEvent): void {
    this.#count += 1;
    this.#waiting.push(traceEntry(event, this.#count));
    this.#timer ??= this.#runtime.timers.schedule(TOGETHER_MS, TraceSlice.#show, this);
  }

  static #show(this: void, slice: TraceSlice): void {
    const waiting = slice.#waiting;
    slice.#waiting = [];
    slice.#timer = undefined;
    if (waiting.length > 0)
      slice.#store.setState(({ trace }) => ({ trace: [...trace, ...waiting].slice(-LONGEST_TRACE) }));
  }
}

/** One event as a line to read. */
export function traceEntry(event: TraceEvent, id: number): TraceEntry {
  const { at } = event;
  switch (event.kind) {
    case 'message': {
      const text = decodeUtf8(event.text);
      const status = /^SIP\/2\.0 (\d{3})/i.exec(text)?.[1];
      return {
        kind: 'message',
        id,
        at,
        direction: event.direction,
        flow: flowOf(event.flow),
        summary: firstLine(text),
        method: /^CSeq[ \t]*:[ \t]*\d+[ \t]+(\S+)/im.exec(text)?.[1] ?? '',
        ...(status === undefined ? {} : { status: Number(status) }),
        callId: /^(?:Call-ID|i)[ \t]*:[ \t]*(\S+)/im.exec(text)?.[1] ?? '',
        text,
      };
    }
    case 'flow': {
      const { change, flow, reason } = event;
      const summary = `${flow.protocol} connection to ${flow.remote} ${change}${reason === undefined ? '' : `: ${reason}`}`;
      return { kind: 'flow', id, at, flow: flowOf(flow), change, summary };
    }
    case 'transaction': {
      const { machine, from, to, input, ignored } = event;
      const step = ignored === true ? `${input} ignored in ${from}` : `${from} → ${to} on ${input}`;
      return { kind: 'transaction', id, at, summary: `${machine} ${event.id}: ${step}` };
    }
    case 'dropped':
      return {
        kind: 'dropped',
        id,
        at,
        summary: `Dropped: ${event.reason}`,
        ...(event.text === undefined ? {} : { text: decodeUtf8(event.text) }),
      };
    case 'note':
      return { kind: 'note', id, at, summary: `${event.layer}: ${event.text}` };
  }
}

function flowOf({ protocol, local, remote }: FlowSummary): TraceFlow {
  return { protocol, local, remote };
}

function firstLine(text: string): string {
  const end = text.search(/\r?\n/);
  return end < 0 ? text : text.slice(0, end);
}
