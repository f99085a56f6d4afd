import { tag } from '../../grammar/name-addr.ts';
import { From } from '../../message/headers/addresses.ts';
import { CallId } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';

/** From this many on, what has ended is forgotten before another one is remembered. */
const SWEEP_AT = 64;

/**
 * The same request that came by two ways: forked upstream, both branches ended here (RFC 3261 §8.2.2.2). The first is
 * answered as what it is, the others 482.
 */
export class MergedRequests {
  readonly #underWay = new Map<string, ServerTransaction>();

  /** Takes note of a request without a To tag. @returns whether it is a copy of one that is under way */
  isMerged(request: SipRequest, transaction: ServerTransaction): boolean {
    const from = request.get(From);
    const key = `${from ? (tag(from) ?? '') : ''} ${request.get(CallId) ?? ''} ${request.raw('CSeq') ?? ''}`;
    const first = this.#underWay.get(key);
    if (first !== undefined && first !== transaction && first.state !== 'terminated') return true;
    if (this.#underWay.size >= SWEEP_AT) this.#sweep();
    this.#underWay.set(key, transaction);
    return false;
  }

  #sweep(): void {
    for (const [key, { state }] of this.#underWay) if (state === 'terminated') this.#underWay.delete(key);
  }
}
