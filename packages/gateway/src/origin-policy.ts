/**
 * Which web pages may open the WebSocket (D14). `same-host`: pages served under the host name of the handshake itself.
 * `any`: all pages. A list: these origins, such as `https://phone.example.com`, besides those of the same host.
 */
export type OriginPolicy = 'same-host' | 'any' | readonly string[];

/**
 * @param origin the handshake's Origin; absent for clients that are no browsers, which could write any value there
 * @param host the handshake's Host
 */
export function checkOrigin(policy: OriginPolicy, origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || policy === 'any') return true;
  const page = hostOf(origin);
  if (page === undefined) return false;
  if (page === host?.toLowerCase()) return true;
  return policy !== 'same-host' && policy.some((allowed) => allowed.toLowerCase() === origin.toLowerCase());
}

/** `host[:port]` of an http or https origin; other origins (`null`, extensions) have none. */
function hostOf(origin: string): string | undefined {
  const match = /^https?:\/\/([^/?#]+)$/i.exec(origin);
  return match?.[1]?.toLowerCase();
}
