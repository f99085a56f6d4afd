import { type SipMessage, type SipRequest, type SipResponse, Via } from '@sidetone/sip';
import type { Waits } from '../scenario/waits.ts';
import { type Entry, methodOf } from '../trace/entry.ts';
import { fitsStatus, type StatusPattern } from './status-pattern.ts';

/** What an end has heard, and what of it was asked for already. */
export class Inbox {
  readonly entries: Entry[] = [];
  readonly #waits: Waits;
  readonly #seen = new Map<string, number[]>();
  readonly #fresh = new Set<SipMessage>();

  constructor(waits: Waits) {
    this.#waits = waits;
  }

  /** Whether this very message came before. */
  isCopy(message: SipMessage | undefined): boolean {
    return message !== undefined && this.#seen.has(copyKey(message));
  }

  take(entry: Entry, isCopy: boolean): void {
    const { message } = entry;
    this.entries.push(entry);
    if (message !== undefined) {
      const key = copyKey(message);
      const times = this.#seen.get(key) ?? [];
      times.push(entry.atMs);
      this.#seen.set(key, times);
      if (!isCopy) this.#fresh.add(message);
    }
    this.#waits.look();
  }

  arrivals(message: SipMessage): readonly number[] {
    return this.#seen.get(copyKey(message)) ?? [];
  }

  request(method: string, withinMs: number): Promise<SipRequest | undefined> {
    return this.#waits.until(() => {
      for (const message of this.#fresh) {
        if (message.kind !== 'request') continue;
        if (message.method === method || (method === '*' && message.method !== 'ACK')) return this.#taken(message);
      }
      return undefined;
    }, withinMs);
  }

  response(to: SipRequest, pattern: StatusPattern, withinMs: number): Promise<SipResponse | undefined> {
    const branch = to.get(Via)?.branch;
    return this.#waits.until(() => {
      for (const message of this.#fresh) {
        if (message.kind !== 'response' || methodOf(message) !== to.method) continue;
        if (message.get(Via)?.branch !== branch) continue;
        if (fitsStatus(message, pattern) || message.status >= 200) return this.#taken(message);
      }
      return undefined;
    }, withinMs);
  }

  any(fits: (message: SipMessage) => boolean, withinMs: number): Promise<SipMessage | undefined> {
    return this.#waits.until(() => {
      for (const message of this.#fresh) if (fits(message)) return this.#taken(message);
      return undefined;
    }, withinMs);
  }

  #taken<T extends SipMessage>(message: T): T {
    this.#fresh.delete(message);
    return message;
  }
}

/** The same for a message and its repetitions, and for nothing else. */
function copyKey(message: SipMessage): string {
  const via = message.get(Via);
  const start = message.kind === 'request' ? message.method : String(message.status);
  return [start, via?.branch, via?.host, message.raw('CSeq'), message.raw('Call-ID'), message.raw('To')].join(' ');
}
