/** How messages travel between two ends. Loss, duplication and reordering befall datagrams only. */
export interface LinkOptions {
  /** One way, in milliseconds. */
  readonly latencyMs: number;
  /** Probability from 0 to 1 that a datagram is lost. */
  readonly loss: number;
  /** Probability that a datagram arrives twice. */
  readonly duplicate: number;
  /** Probability that a datagram is held back so that later ones overtake it. */
  readonly reorder: number;
  /** How long such a datagram is held back, in milliseconds. */
  readonly reorderMs: number;
}

export const PERFECT_LINK: LinkOptions = { latencyMs: 0, loss: 0, duplicate: 0, reorder: 0, reorderMs: 20 };
