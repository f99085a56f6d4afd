/**
 * An answer that takes none of the offered media (RFC 3264 §6): the m= lines of the offer, each with port 0.
 * For an offer that must be answered although nothing of it can be used (RFC 3261 §13.2.2.4).
 */
export function refuseOffer(offer: string): string {
  const media = offer
    .split(/\r?\n/)
    .filter((line) => line.startsWith('m='))
    .map((line) => line.replace(/^m=(\S+) \S+ /, 'm=$1 0 '));
  return ['v=0', 'o=- 0 0 IN IP4 0.0.0.0', 's=-', 'c=IN IP4 0.0.0.0', 't=0 0', ...media, ''].join('\r\n');
}
