/** Where an exchange of offer and answer stands, from the point of view of this end (RFC 3264 §4). */
export type OfferAnswerState = 'stable' | 'local-offer' | 'remote-offer';

/** `withdrawn`: the pending offer was refused, or its transaction failed; the session stays as it was (RFC 3264 §8). */
export type OfferAnswerInput = 'send-offer' | 'receive-offer' | 'send-answer' | 'receive-answer' | 'withdrawn';

/** A missing cell is an input that RFC 3264 does not permit in that state. */
export const offerAnswerTable: Readonly<
  Record<OfferAnswerState, Readonly<Partial<Record<OfferAnswerInput, OfferAnswerState>>>>
> = {
  stable: { 'send-offer': 'local-offer', 'receive-offer': 'remote-offer', withdrawn: 'stable' },
  'local-offer': { 'receive-answer': 'stable', withdrawn: 'stable' },
  'remote-offer': { 'send-answer': 'stable', withdrawn: 'stable' },
};

/** The offer/answer machine of one session (RFC 3264; order of messages: RFC 3261 §13.2.1, §14). */
export class OfferAnswer {
  #state: OfferAnswerState = 'stable';

  get state(): OfferAnswerState {
    return this.#state;
  }

  /** @returns whether the input was permitted; if not, nothing changed */
  step(input: OfferAnswerInput): boolean {
    const next = offerAnswerTable[this.#state][input];
    if (next === undefined) return false;
    this.#state = next;
    return true;
  }
}

/**
 * The status that refuses an offer which came at the wrong time (RFC 3261 §14.2).
 * @returns 491 when both ends offer at once, 500 when the last offer has no answer yet, `undefined` when an offer is permitted
 */
export function statusAgainstOffer(state: OfferAnswerState): 491 | 500 | undefined {
  switch (state) {
    case 'stable':
      return undefined;
    case 'local-offer':
      return 491;
    case 'remote-offer':
      return 500;
  }
}
