/**
 * Where an exchange of offer and answer stands, from the point of view of this end (RFC 3264 §4).
 *
 * - `stable`: no offer is pending
 * - `local-offer`: our offer waits for its answer
 * - `remote-offer`: their offer waits for our answer
 * - `answered`: our answer is on its way in a response to INVITE, and not acknowledged by PRACK or ACK yet. Until then the
 *   other end may offer, since it has the answer when it does, and this end may not (RFC 3311 §5.1)
 */
export type OfferAnswerState = 'stable' | 'local-offer' | 'remote-offer' | 'answered';

/**
 * - `send-invite-answer`: an answer in a reliable response to INVITE, which an acknowledgement follows
 * - `acknowledged`: PRACK or ACK for that answer
 * - `withdrawn`: the pending offer was refused, or its transaction failed; the session stays as it was (RFC 3264 §8)
 */
export type OfferAnswerInput =
  | 'send-offer'
  | 'receive-offer'
  | 'send-answer'
  | 'send-invite-answer'
  | 'receive-answer'
  | 'acknowledged'
  | 'withdrawn';

/** A missing cell is an input that RFC 3264 does not permit in that state. */
export const offerAnswerTable: Readonly<
  Record<OfferAnswerState, Readonly<Partial<Record<OfferAnswerInput, OfferAnswerState>>>>
> = {
  stable: { 'send-offer': 'local-offer', 'receive-offer': 'remote-offer', acknowledged: 'stable', withdrawn: 'stable' },
  'local-offer': { 'receive-answer': 'stable', withdrawn: 'stable' },
  'remote-offer': { 'send-answer': 'stable', 'send-invite-answer': 'answered', withdrawn: 'stable' },
  answered: { 'receive-offer': 'remote-offer', acknowledged: 'stable', withdrawn: 'stable' },
};

/** The offer/answer machine of one session (RFC 3264; order of messages: RFC 3261 §13.2.1, §14, RFC 6337 §2). */
export class OfferAnswer {
  #state: OfferAnswerState;

  /** @param state `local-offer` for the dialog of a fork that answers an INVITE with an offer */
  constructor(state: OfferAnswerState = 'stable') {
    this.#state = state;
  }

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
 * The status that refuses an offer which came at the wrong time (RFC 3261 §14.2, RFC 3311 §5.2).
 * @returns 491 when both ends offer at once, 500 when the last offer has no answer yet, `undefined` when an offer is permitted
 */
export function statusAgainstOffer(state: OfferAnswerState): 491 | 500 | undefined {
  switch (state) {
    case 'stable':
    case 'answered':
      return undefined;
    case 'local-offer':
      return 491;
    case 'remote-offer':
      return 500;
  }
}
