import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '@sidetone/sip';
import { requestHost, type RequestHost } from './request-host.ts';
import { securityHeaders } from './security-headers.ts';
import type { StaticFile, StaticFiles } from './static-files.ts';

/** What the HTTP side shows; a program without a page has neither `page` nor `config`. */
export interface HttpContent {
  readonly page?: StaticFiles;
  readonly config?: (host: RequestHost) => unknown;
  /** False while the program drains. */
  readonly isReady: () => boolean;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly log: Logger;
}

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json';

/** Answers everything but WebSocket handshakes. */
export function httpHandler(content: HttpContent): RequestListener {
  return (request, response) => {
    answer(content, request, response).catch((error: unknown) => {
      content.log.error('HTTP request failed', { path: request.url, error });
      if (response.headersSent) response.destroy();
      else send(response, 500, TEXT, 'something went wrong here; the log says what\n');
    });
  };
}

async function answer(content: HttpContent, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = requestHost(request);
  if (host === undefined) return send(response, 400, TEXT, 'the Host header is missing or malformed\n');
  const path = pathOf(request.url ?? '/');
  for (const [name, value] of Object.entries(securityHeaders(host.host, path ?? ''))) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return send(response, 405, TEXT, 'only GET and HEAD are answered here\n');
  }
  if (path === undefined) return send(response, 400, TEXT, 'the path is malformed\n');
  switch (path) {
    case '/healthz':
      return content.isReady()
        ? sendFresh(response, 200, JSON_TYPE, '{"status":"ok"}\n')
        : sendFresh(response, 503, JSON_TYPE, '{"status":"stopping"}\n');
    case '/metrics': {
      const { type, text } = await content.metrics();
      return sendFresh(response, 200, type, text);
    }
    case '/config.json':
      return content.config === undefined
        ? notFound(response)
        : sendFresh(response, 200, JSON_TYPE, `${JSON.stringify(content.config(host))}\n`);
    default:
      return sendPage(content.page, path, request, response);
  }
}

/** The decoded path of a request target; undefined when it is malformed. */
function pathOf(target: string): string | undefined {
  const path = /^[^?#]*/.exec(target)?.[0] ?? '';
  if (!path.startsWith('/')) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // not percent-encoded UTF-8
  }
}

function sendPage(
  page: StaticFiles | undefined,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (page === undefined) return notFound(response);
  const file = page.find(path);
  if (file !== undefined) return sendFile(file, request, response);
  if (!isView(path, request)) return notFound(response);
  // Some have a document of their own: /bakeoff.
  const view = page.find(`${path.replace(/\/$/, '')}.html`) ?? page.find('/');
  if (view !== undefined) return sendFile(view, request, response);
  send(response, 503, TEXT, 'The page is not built. npm start builds it.\n');
}

/** Paths that the page itself turns into views: somebody asks for a document, and the name is not that of a file. */
function isView(path: string, request: IncomingMessage): boolean {
  if (path === '/') return true;
  const isReserved = /^\/(sip|xcap|assets)(\/|$)/.test(path);
  return !isReserved && !/\.\w+$/.test(path) && (request.headers.accept ?? '').includes('text/html');
}

function sendFile(file: StaticFile, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('ETag', file.etag);
  response.setHeader('Cache-Control', file.cacheControl);
  if (file.gzip !== undefined) response.setHeader('Vary', 'Accept-Encoding');
  if (matches(request.headers['if-none-match'], file.etag)) {
    response.writeHead(304).end();
    return;
  }
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(request.headers['accept-encoding']?.toString() ?? '');
  if (file.gzip === undefined || !takesGzip) return send(response, 200, file.type, file.content);
  response.setHeader('Content-Encoding', 'gzip');
  send(response, 200, file.type, file.gzip);
}

/** RFC 9110 §13.1.2: a list of entity tags, weakly compared. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
}

function notFound(response: ServerResponse): void {
  send(response, 404, TEXT, 'there is nothing here\n');
}

function sendFresh(response: ServerResponse, status: number, type: string, body: string): void {
  response.setHeader('Cache-Control', 'no-store');
  send(response, status, type, body);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
