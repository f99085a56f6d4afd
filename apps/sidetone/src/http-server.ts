import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { HostPort } from '@sidetone/sip';
import { listenError, type ListenerAddress } from './listener-address.ts';
import type { TlsFiles } from './tls-files.ts';

/** Limits against slow and greedy clients. Times in milliseconds. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
};
const MAX_HEADERS = 100;
/** How long answers under way may take once the program stops. */
const LAST_ANSWERS_MS = 1_000;

/** The HTTP or HTTPS server of the program. */
export interface HttpServer {
  readonly server: Server;
  readonly isSecure: boolean;
  /** Where it listens, with the real port. */
  readonly local: HostPort;
  /** Until this is called, every request is answered 503: what answers needs parts that need this server. */
  answerWith(listener: RequestListener): void;
  /**
   * Takes no more connections at once, and ends those that carry no request. Resolves when all are gone, which those
   * of WebSockets are when their owner closes them.
   */
  close(): Promise<void>;
}

/**
 * Listens.
 * @throws {UsageError} when the address cannot be had
 */
export async function openHttpServer(address: ListenerAddress, tls: TlsFiles | undefined): Promise<HttpServer> {
  let answer: RequestListener = (_, response) => {
    response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('starting\n');
  };
  const listener: RequestListener = (request, response) => answer(request, response);
  const server =
    tls === undefined ? createHttpServer(limits, listener) : createHttpsServer({ ...limits, ...tls }, listener);
  server.maxHeadersCount = MAX_HEADERS;
  await listen(server, address);
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : address.port;
  return {
    server,
    isSecure: tls !== undefined,
    local: { host: address.host, port },
    answerWith: (next) => {
      answer = next;
    },
    close: () => close(server),
  };
}

function listen(server: Server, address: ListenerAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(listenError(address, error));
    server.once('error', fail);
    server.listen({ host: address.host, port: address.port }, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    server.close((error) => {
      clearTimeout(impatience);
      if (error === undefined) resolve();
      else reject(error);
    });
    // Connections between two requests would otherwise stay for the whole keep-alive time.
    server.closeIdleConnections();
  });
}
