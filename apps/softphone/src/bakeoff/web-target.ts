import type { Target } from '@sidetone/bakeoff';
import { err, type HostPort, ok, type Result, type TransportProtocol } from '@sidetone/sip';
import type { Problem } from './problem.ts';
import type { Settings } from './settings.ts';

/** A target behind a WebSocket, and how it is reached. */
export interface WebTarget extends Target {
  readonly url: string;
  readonly protocol: TransportProtocol;
}

/** @param isSecure whether the page came over HTTPS */
export function webTarget(settings: Settings, isSecure: boolean): Result<WebTarget, Problem> {
  const text = settings.url.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'ws:' && url.protocol !== 'wss:')) return err({ kind: 'bad-url' });
  if (isSecure && url.protocol === 'ws:' && !isLoopback(url.hostname)) return err({ kind: 'insecure' });
  const domain = settings.domain.trim();
  if (domain === '') return err({ kind: 'no-domain' });
  const accounts = settings.accounts.map(({ user, password }) => ({ user: user.trim(), password }));
  if (accounts.some(({ user }) => user === '')) return err({ kind: 'no-user' });
  const protocol = url.protocol === 'wss:' ? 'WSS' : 'WS';
  const address: HostPort = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (protocol === 'WSS' ? 443 : 80),
  };
  return ok({
    name: url.href,
    url: url.href,
    protocol,
    roles: settings.roles,
    address: (asked) => (asked === protocol ? address : undefined),
    uri: `sip:${domain}`,
    domain,
    accounts,
    operator: {},
  });
}

/** Browsers trust what is on the same machine. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
