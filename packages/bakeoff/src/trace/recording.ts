import { parseMessage, type SipMessage, type TransportProtocol, type WireText } from '@sidetone/sip';
import { type Entry, TARGET } from './entry.ts';

/** More than this from a target is a flood. */
const MAX_ENTRIES = 5_000;

/** The messages of one scenario, in the order in which our ends saw them. */
export class Recording {
  readonly entries: Entry[] = [];
  readonly #now: () => number;
  readonly #onFlood: () => void;
  readonly #startMs: number;

  constructor(now: () => number, onFlood: () => void) {
    this.#now = now;
    this.#onFlood = onFlood;
    this.#startMs = now();
  }

  /** Whether the target has flooded us: then nothing more is heard. */
  get isFull(): boolean {
    return this.entries.length >= MAX_ENTRIES;
  }

  get elapsedMs(): number {
    return this.#now() - this.#startMs;
  }

  sent(from: string, protocol: TransportProtocol, wire: WireText): Entry {
    return this.#add(from, TARGET, protocol, wire);
  }

  received(to: string, protocol: TransportProtocol, wire: WireText): Entry {
    return this.#add(TARGET, to, protocol, wire);
  }

  /** The entry of a message that one of our ends has got or sent. */
  of(message: SipMessage): Entry | undefined {
    const wire = message.toWire();
    return this.entries.findLast((entry) => entry.message === message || entry.wire === wire);
  }

  #add(from: string, to: string, protocol: TransportProtocol, wire: WireText): Entry {
    const parsed = parseMessage(wire);
    const entry: Entry = {
      index: this.entries.length,
      atMs: this.elapsedMs,
      from,
      to,
      protocol,
      wire,
      message: parsed.ok ? parsed.value : undefined,
      ...(parsed.ok ? {} : { problem: parsed.error.reason }),
    };
    if (!this.isFull) this.entries.push(entry);
    if (this.isFull) this.#onFlood();
    return entry;
  }
}
