import { tag } from '../../grammar/name-addr.ts';
import { From } from '../../message/headers/addresses.ts';
import { CallId } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';

/** 64 × T1: after that no copy comes that was sent together with the first. */
const REMEMBERED_MS = 32_000;
/** Of more, as in a flood, the oldest are forgotten earlier. */
const MOST = 4096;

interface First {
  /** Of its transaction; neither that nor the request is kept. */
  readonly id: string;
  readonly untilMs: number;
}

/**
 * The same request that came by two ways: forked upstream, both branches ended here (RFC 3261 §8.2.2.2). The first is
 * answered as what it is, the others 482. What is remembered does not depend on how long the first is under way: over a
 * connection its transaction ends with the answer, and a copy that comes after it is still a copy.
 */
export class MergedRequests {
  readonly #clock: Clock;
  /** The oldest first. */
  readonly #firsts = new Map<string, First>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes note of a request without a To tag. @returns whether it is a copy of one that came before */
  isMerged(request: SipRequest, { id }: ServerTransaction): boolean {
    const from = request.get(From);
    const key = `${from ? (tag(from) ?? '') : ''} ${request.get(CallId) ?? ''} ${request.raw('CSeq') ?? ''}`;
    const now = this.#clock.now();
    for (const [old, { untilMs }] of this.#firsts) {
      if (untilMs > now && this.#firsts.size < MOST) break;
      this.#firsts.delete(old);
    }
    const first = this.#firsts.get(key);
    if (first === undefined) this.#firsts.set(key, { id, untilMs: now + REMEMBERED_MS });
    return first !== undefined && first.id !== id;
  }
}
