import {
  defaultPort,
  err,
  isSipUri,
  ok,
  parseUri,
  type DigestAlgorithm,
  digestAlgorithms,
  type HostPort,
  type NextHop,
} from '@sidetone/sip';
import type { ParseText } from './option-spec.ts';

/** An account as `--user` gives it. */
export interface NamedPassword {
  readonly name: string;
  readonly password: string;
}

export const parseText =
  (description: string): ParseText<string> =>
  (text) =>
    text === '' ? err(description) : ok(text);

/** `HOST:PORT`; an IPv6 address stands in brackets. Port 0 asks for a free one. */
export const parseHostPort: ParseText<HostPort> = (text) => {
  const parts = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s:[\]/]+)):(\d{1,5})$/.exec(text);
  const host = parts?.[1] ?? parts?.[2];
  const port = Number(parts?.[3]);
  if (host === undefined || port > 65_535) return err('HOST:PORT, such as 127.0.0.1:5080 or [::1]:5080');
  return ok({ host, port });
};

export function integer(min: number, max: number): ParseText<number> {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? ok(value) : err(`a whole number from ${min} to ${max}`);
  };
}

export function oneOf<const T extends string>(values: readonly T[]): ParseText<T> {
  return (text) => {
    const value = values.find((candidate) => candidate === text);
    return value === undefined ? err(orList(values)) : ok(value);
  };
}

/** A host name or address as it stands in a SIP URI, in lower case. */
export const parseHostName: ParseText<string> = (text) => {
  const uri = parseUri(`sip:${text}`);
  const isHost = uri.ok && isSipUri(uri.value) && uri.value.user === undefined && uri.value.port === undefined;
  if (!isHost || uri.value.params.size > 0 || uri.value.headers !== undefined) {
    return err('a host name, such as example.com');
  }
  return ok(uri.value.host.toLowerCase());
};

export const parseDigestList: ParseText<readonly DigestAlgorithm[]> = (text) => {
  const expected = 'a comma-separated list of SHA-512-256, SHA-256 and MD5';
  const chosen: DigestAlgorithm[] = [];
  for (const part of text.split(',')) {
    const algorithm = digestAlgorithms.find((candidate) => candidate === part.trim().toUpperCase());
    if (algorithm === undefined || chosen.includes(algorithm)) return err(expected);
    chosen.push(algorithm);
  }
  return ok(chosen);
};

/** A SIP URI as the address of a server: `sip:HOST[:PORT][;transport=udp|tcp]`. */
export const parseUpstream: ParseText<NextHop> = (text) => {
  const expected = 'sip:HOST, sip:HOST:PORT or sip:HOST:PORT;transport=tcp';
  const parsed = parseUri(text);
  if (!parsed.ok || !isSipUri(parsed.value)) return err(expected);
  const { scheme, host, port, params } = parsed.value;
  if (scheme === 'sips') return err(`${expected}; SIP over TLS is not there yet`);
  const transport = (params.get('transport') ?? 'udp').toUpperCase();
  if (transport !== 'UDP' && transport !== 'TCP') return err(`${expected}; other transports are not there yet`);
  return ok({ protocol: transport, host: host.replace(/^\[(.*)\]$/, '$1'), port: port ?? defaultPort(transport) });
};

/** `NAME:PASSWORD`; the name ends at the first colon. */
export const parseNamedPassword: ParseText<NamedPassword> = (text) => {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0));
  const password = text.slice(colon + 1);
  return isAccountName(name) && password !== '' ? ok({ name, password }) : err('NAME:PASSWORD');
};

/** The user part of the account's address, unescaped. */
export function isAccountName(text: string): boolean {
  return /^[^\p{C}\p{Z}:@"<>\\]{1,64}$/u.test(text);
}

/** Media relays come later; what is asked for is never silently left out. */
export const parseRelay: ParseText<'off'> = (text) => {
  if (text === 'off') return ok(text);
  if (text === 'on-488' || text === 'always') return err('off: there is no media relay in this version');
  return err('off');
};

function orList(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
