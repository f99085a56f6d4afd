import { HEX, HOST, isIn } from './characters.ts';
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
    return { host: host.toLowerCase() };
  }
  const port = scanner.number(65535);
  return port < 0 || port > 65535 ? undefined : { host: host.toLowerCase(), port };
}

/** IPv6reference = "[" IPv6address "]" */
function readIpv6Reference(scanner: Scanner): string {
  const start = scanner.pos++;
  for (let code = scanner.peek(); code !== -1; code = scanner.peek()) {
    scanner.pos++;
    if (code === 93) return scanner.pos - start > 3 ? scanner.text.slice(start, scanner.pos) : '';
    if (!isIn(code, HEX) && code !== 58 && code !== 46) return '';
  }
  return '';
}

/** @param host IPv6 addresses may come without their brackets */
export function formatHostPort(host: string, port: number | undefined): string {
  let text = '';
  const isBracketed = host.startsWith('[');
  const isIpv6 = isBracketed || host.includes(':');
  for (let i = 0; i < host.length; i++) {
    const code = host.charCodeAt(i);
    const isAllowed = isIn(code, HOST) || (isIpv6 && (code === 58 || code === 91 || code === 93));
    text += isAllowed ? host.charAt(i) : '_';
  }
  if (isIpv6 && !isBracketed) text = `[${text}]`;
  return port === undefined ? text : `${text}:${port}`;
}
