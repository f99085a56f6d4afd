const MAPPED = '::ffff:';

/** An IPv4 address as itself, also where an IPv6 socket reports it (RFC 4291 §2.5.5.2). */
export function plainAddress(address: string): string {
  return address.startsWith(MAPPED) && address.includes('.') ? address.slice(MAPPED.length) : address;
}

/** An IPv4 address as an IPv6 socket takes it. */
export function mappedAddress(address: string): string {
  return `${MAPPED}${address}`;
}
