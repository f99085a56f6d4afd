import { isLoopback } from './listener-address.ts';

/** What a datagram on loopback carries; elsewhere what is safe where the path is not known (RFC 3261 §18.1.1). */
const LOOPBACK_BYTES = 65_507;
const ELSEWHERE_BYTES = 1300;

/** Size above which requests go by TCP: `--mtu`, else by where the socket is bound. */
export function mtuBytes(option: number | undefined, host: string): number {
  return option ?? (isLoopback(host) ? LOOPBACK_BYTES : ELSEWHERE_BYTES);
}
