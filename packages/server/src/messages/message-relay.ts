import { Date as DateField, Expires, type Clock, type ServerTransaction } from '@sidetone/sip';
import type { Proxy } from '../proxy/proxy.ts';
import type { RouteStanding } from '../proxy/preprocess-routes.ts';
import { refusal, type Refusal } from '../refusal.ts';

/**
 * The pager-mode messages role (RFC 3428 §6): a MESSAGE goes the way of every request, to all devices of its
 * recipient; nothing is kept, so 480 says that nobody is there.
 */
export class MessageRelay {
  readonly #clock: Clock;
  readonly #proxy: Proxy;

  constructor(clock: Clock, proxy: Proxy) {
    this.#clock = clock;
    this.#proxy = proxy;
  }

  /** @returns why it is not relayed */
  relay(transaction: ServerTransaction, standing: RouteStanding): Refusal | undefined {
    if (this.#isExpired(transaction)) return refusal(480, 'The message has expired');
    this.#proxy.forward(transaction, standing);
    return undefined;
  }

  /** RFC 3428 §4: after Expires a message is of no use any more; without Date it counts from now. */
  #isExpired({ request }: ServerTransaction): boolean {
    const expiresSec = request.get(Expires);
    const sentAt = request.get(DateField);
    return expiresSec !== undefined && sentAt !== undefined && sentAt + expiresSec * 1000 < this.#clock.epoch();
  }
}
