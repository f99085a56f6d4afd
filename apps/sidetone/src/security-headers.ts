/** Headers of every answer. */
const always: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': [
    'microphone=(self)',
    'camera=(self)',
    'display-capture=(self)',
    'autoplay=(self)',
    'geolocation=()',
    'payment=()',
    'usb=()',
  ].join(', '),
};

/**
 * What a browser may do with an answer (DESIGN D14). Scripts, styles and connections are those of this host alone; only the
 * page for bake-offs may open WebSockets to any host, since that is what it is for.
 * @param host checked `host[:port]` of the request; some browsers do not count WebSockets as 'self'
 * @param path of the request
 */
export function securityHeaders(host: string, path: string): Record<string, string> {
  const webSockets = /^\/bakeoff\/?$/.test(path) ? 'ws: wss:' : `ws://${host} wss://${host}`;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob: data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${webSockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { ...always, 'Content-Security-Policy': policy.join('; ') };
}
