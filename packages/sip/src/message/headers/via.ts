import { formatHostPort, readHostPort } from '../../grammar/host.ts';
import { NO_PARAMS, type Params, readGenValue, writeParam, writeParams } from '../../grammar/parameters.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { equalsLower, toLower } from '../../grammar/characters.ts';
import { checkedToken, notA } from '../../grammar/checked.ts';
import { listField, type HeaderField } from '../header-field.ts';

/** One hop on the way of a request, §20.42. */
export interface Via {
  /** The transport in upper case, such as `UDP` or `WSS`. */
  readonly protocol: string;
  /** Name and version of the protocol where they are others than `SIP/2.0`. */
  readonly version?: string;
  readonly host: string;
  readonly port?: number;
  readonly branch?: string;
  /** The address the request came from, §18.2.1. */
  readonly received?: string;
  /** RFC 3581: asked for, or the port the request came from. */
  readonly rport?: number | 'requested';
  /** The other parameters. */
  readonly params: Params;
}

export const Via: HeaderField<Via> = /* @__PURE__ */ listField('Via', { read: readVia, write: writeVia });

/** token SLASH token */
const VERSION = /^[\w.!%*+`'~-]+\/[\w.!%*+`'~-]+$/;

/** As they are mostly written. */
const PROTOCOLS: ReadonlySet<string> = /* @__PURE__ */ new Set(['UDP', 'TCP', 'TLS', 'WS', 'WSS']);

/**
 * via-parm = sent-protocol LWS sent-by *(SEMI via-params);
 * sent-protocol = protocol-name SLASH protocol-version SLASH transport. Any version is read: whoever speaks another one
 * can then be told so.
 */
function readVia(scanner: Scanner): Via | undefined {
  const { text } = scanner;
  const start = scanner.pos;
  const name = scanner.token();
  if (name === '' || !scanner.eat(47)) return undefined;
  const version = scanner.token();
  if (version === '' || !scanner.eat(47)) return undefined;
  const protocol = scanner.token();
  if (protocol === '') return undefined;
  scanner.skipSpace();
  const hostPort = readHostPort(scanner);
  if (hostPort === undefined) return undefined;
  const via: { -readonly [K in keyof Via]: Via[K] } = {
    protocol: PROTOCOLS.has(protocol) ? protocol : protocol.toUpperCase(),
    host: hostPort.host,
    params: NO_PARAMS,
  };
  if (version !== '2.0' || !equalsLower(text, start, start + name.length, 'sip')) via.version = `${name}/${version}`;
  if (hostPort.port !== undefined) via.port = hostPort.port;
  return readViaParams(scanner, via) ? via : undefined;
}

/** As `readParams`, without a map for the parameters that every Via has. @returns false when they are malformed */
function readViaParams(scanner: Scanner, via: { -readonly [K in keyof Via]: Via[K] }): boolean {
  let others: Map<string, string | undefined> | undefined;
  while (scanner.eat(59)) {
    const key = toLower(scanner.token());
    if (key === '') continue;
    const value = scanner.eat(61) ? readGenValue(scanner) : undefined;
    if (value === false) return false;
    if (key === 'branch' && value !== undefined) {
      via.branch ??= value;
    } else if (key === 'received' && value !== undefined) {
      // RFC 5118 §4.5: half of all write an IPv6 address with brackets, which it must not have.
      via.received ??= value.startsWith('[') && value.endsWith(']') ? value.slice(1, -1) : value;
    } else if (key === 'rport') {
      if (via.rport !== undefined) continue;
      const port = Number(value ?? '');
      if (value !== undefined && (!Number.isInteger(port) || port < 0 || port > 65535)) return false;
      via.rport = value === undefined || value === '' ? 'requested' : port;
    } else {
      others ??= new Map();
      if (!others.has(key)) others.set(key, value);
    }
  }
  if (others !== undefined) via.params = others;
  scanner.skipSpace();
  return scanner.isAtEnd;
}

function writeVia(via: Via): string {
  const { version } = via;
  if (version !== undefined && !VERSION.test(version)) throw notA('protocol and version', version);
  let text = `${version ?? 'SIP/2.0'}/${checkedToken(via.protocol, 'transport')} ${formatHostPort(via.host, via.port)}`;
  if (via.branch !== undefined) text += writeParam('branch', via.branch);
  if (via.received !== undefined) text += writeParam('received', via.received);
  if (via.rport !== undefined) text += via.rport === 'requested' ? ';rport' : `;rport=${via.rport}`;
  return via.params.size === 0 ? text : text + writeParams(via.params);
}
