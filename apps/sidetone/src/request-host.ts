import type { IncomingMessage } from 'node:http';

/** What a request says about how the page was reached. */
export interface RequestHost {
  /** `host[:port]`, checked: it may stand in headers and in JSON. */
  readonly host: string;
  readonly isSecure: boolean;
}

const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/** The host under which the browser reached us; undefined when the Host header is missing or is none. */
export function requestHost(request: IncomingMessage): RequestHost | undefined {
  const { host } = request.headers;
  if (host === undefined || !HOST.test(host)) return undefined;
  // A proxy in front of us says what the browser speaks; a client that lies misleads only itself.
  const said = request.headers['x-forwarded-proto'];
  const isSecure = said === undefined ? 'encrypted' in request.socket : said === 'https';
  return { host: host.toLowerCase(), isSecure };
}
