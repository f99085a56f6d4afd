import type { HostPort } from './transport.ts';

const UNSPECIFIED = new Set(['', '0.0.0.0', '::']);

/** An address as a HostPort has it: lower case, IPv6 without the brackets that it has in a Via or a URI. */
export function bareHost(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1).toLowerCase() : host.toLowerCase();
}

/** Whether an address says only "all my interfaces". */
export function isUnspecified(host: string): boolean {
  return UNSPECIFIED.has(host);
}

export function isSameAddress(a: HostPort, b: HostPort): boolean {
  return a.port === b.port && a.host === b.host;
}
