import type { Random } from '../../runtime/random.ts';

/**
 * Delay until soft state (a binding, a subscription, a publication) should be refreshed.
 * @param expiresSec lifetime granted by the server, in seconds; a positive number
 * @param random draws the point within the window, so that many phones spread out
 * @returns milliseconds from now, between 85 % and 95 % of the lifetime
 */
export function refreshDelayMs(expiresSec: number, random: Random): number {
  return expiresSec * (850 + 100 * random.fraction());
}
