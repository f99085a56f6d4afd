import { defaultPort, err, isSipUri, ok, parseUri, type Result, type TransportProtocol } from '@sidetone/sip';

/** TARGET, as the command line gives it. */
export interface TargetAddress {
  readonly text: string;
  /** What it speaks, in order of preference: RFC 3261 §18 wants both UDP and TCP of everybody. */
  readonly protocols: readonly TransportProtocol[];
  readonly host: string;
  readonly port: number;
  /** User part of a SIP URI. */
  readonly user: string | undefined;
  /** For WebSocket. */
  readonly url: string | undefined;
}

const EXPECTED = 'sip:[USER@]HOST[:PORT][;transport=udp|tcp], ws://HOST[:PORT]/PATH or wss://HOST[:PORT]/PATH';

export function parseTarget(text: string): Result<TargetAddress, string> {
  return /^wss?:/i.test(text) ? webSocketTarget(text) : sipTarget(text.includes(':') ? text : `sip:${text}`);
}

function webSocketTarget(text: string): Result<TargetAddress, string> {
  if (!URL.canParse(text)) return err(EXPECTED);
  const url = new URL(text);
  const protocol = url.protocol === 'wss:' ? 'WSS' : 'WS';
  return ok({
    text,
    protocols: [protocol],
    host: bare(url.hostname),
    port: url.port === '' ? defaultPort(protocol) : Number(url.port),
    user: undefined,
    url: text,
  });
}

function sipTarget(text: string): Result<TargetAddress, string> {
  const parsed = parseUri(text);
  if (!parsed.ok || !isSipUri(parsed.value)) return err(EXPECTED);
  const { scheme, host, port, user, params } = parsed.value;
  if (scheme === 'sips') return err(`${EXPECTED}; SIP over TLS is not there yet`);
  const transport = params.get('transport')?.toUpperCase();
  if (transport !== undefined && transport !== 'UDP' && transport !== 'TCP') return err(EXPECTED);
  return ok({
    text,
    protocols: transport === undefined ? ['UDP', 'TCP'] : [transport],
    host: bare(host),
    port: port ?? defaultPort('UDP'),
    user,
    url: undefined,
  });
}

/** An IPv6 address without its brackets. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
