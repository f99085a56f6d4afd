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
      if (isCopy) return;
      this.#fresh.add(message);
      this.#waits.look(this, message, () => this.#fresh.has(message));
    }
  }

  arrivals(message: SipMessage): readonly number[] {
    return this.#seen.get(copyKey(message)) ?? [];
  }

  request(method: string, withinMs: number): Promise<SipRequest | undefined> {
    return this.#next((message) => {
      if (message.kind !== 'request') return undefined;
      return message.method === method || (method === '*' && message.method !== 'ACK') ? message : undefined;
    }, withinMs);
  }

  response(to: SipRequest, pattern: StatusPattern, withinMs: number): Promise<SipResponse | undefined> {
    const branch = to.get(Via)?.branch;
    return this.#next((message) => {
      if (message.kind !== 'response' || methodOf(message) !== to.method) return undefined;
      if (message.get(Via)?.branch !== branch) return undefined;
      return fitsStatus(message, pattern) || message.status >= 200 ? message : undefined;
    }, withinMs);
  }

  any(fits: (message: SipMessage) => boolean, withinMs: number): Promise<SipMessage | undefined> {
    return this.#next((message) => (fits(message) ? message : undefined), withinMs);
  }

  #next<T extends SipMessage>(find: (message: SipMessage) => T | undefined, withinMs: number): Promise<T | undefined> {
    const take = (message: SipMessage): T | undefined => {
      const found = find(message);
      if (found !== undefined) this.#fresh.delete(found);
      return found;
    };
    return this.#waits.until(this, take, this.#fresh, withinMs);
  }
}

/** The same for a message and its repetitions, and for nothing else. */
function copyKey(message: SipMessage): string {
  const via = message.get(Via);
  const start = message.kind === 'request' ? message.method : String(message.status);
  const values = ['CSeq', 'Call-ID', 'To', 'RSeq'].map((name) => message.raw(name));
  return [start, via?.branch, via?.host, ...values].join(' ');
}
