import type { Clock } from '../runtime/clock.ts';
import { formatHostPort, type HostPort } from './transport.ts';

/** How long an address that refused a connection is not asked again for the sake of a request's size. */
const REMEMBERED_MS = 60_000;
const MAX_ADDRESSES = 1000;

/** Remembers which addresses take no connections, so that large requests to them go by UDP at once. */
export class Refusals {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(address: HostPort): void {
    const key = formatHostPort(address);
    this.#until.delete(key);
    this.#until.set(key, this.#clock.now() + REMEMBERED_MS);
    const oldest = this.#until.keys().next();
    if (this.#until.size > MAX_ADDRESSES && oldest.done !== true) this.#until.delete(oldest.value);
  }

  has(address: HostPort): boolean {
    if (this.#until.size === 0) return false;
    const key = formatHostPort(address);
    const until = this.#until.get(key);
    if (until === undefined) return false;
    if (until > this.#clock.now()) return true;
    this.#until.delete(key);
    return false;
  }
}
