import { HEX, HOST, isAll, isIn, toLower } from './characters.ts';
import type { Scanner } from './scanner.ts';

export interface HostAndPort {
  /** Lower case; an IPv6 address in its brackets. */
  readonly host: string;
  readonly port?: number;
}

/** hostport = host [":" port]; host = hostname / IPv4address / IPv6reference. Undefined when malformed. */
export function readHostPort(scanner: Scanner): HostAndPort | undefined {
  const host = scanner.peek() === 91 ? readIpv6Reference(scanner) : scanner.run(HOST);
  if (host === '') return undefined;
  const afterHost = scanner.pos;
  if (!scanner.eat(58)) {
    scanner.pos = afterHost;
    return { host: toLower(host) };
  }
  const port = scanner.number(65535);
  return port < 0 || port > 65535 ? undefined : { host: toLower(host), port };
}

/** IPv6reference = "[" IPv6address "]". Lenient: the grammar allowed one colon too many (RFC 5118 §4.10), which is taken off. */
function readIpv6Reference(scanner: Scanner): string {
  const start = scanner.pos++;
  let colons = 0;
  for (let code = scanner.peek(); code !== -1; code = scanner.peek()) {
    scanner.pos++;
    if (code === 93) return colons < 2 ? '' : scanner.text.slice(start, scanner.pos).replace(':::', '::');
    if (code === 58) colons++;
    else if (!isIn(code, HEX) && code !== 46) return '';
  }
  return '';
}

/** @param host IPv6 addresses may come without their brackets; what cannot be in a host becomes an underscore */
export function formatHostPort(host: string, port: number | undefined): string {
  const text = isAll(host, HOST) ? host : formatOddHost(host);
  return port === undefined ? text : `${text}:${port}`;
}

function formatOddHost(host: string): string {
  const address = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  const isIpv6 = address.includes(':') && /^[\da-f:.]*$/i.test(address);
  return isIpv6 ? `[${address}]` : address.replace(/[^\w.-]/g, '_');
}
