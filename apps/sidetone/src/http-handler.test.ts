import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { silentLogger } from '@sidetone/sip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpHandler } from './http-handler.ts';
import { pageConfig } from './page-config.ts';
import { StaticFiles } from './static-files.ts';

const root = mkdtempSync(join(tmpdir(), 'sidetone-page-'));
const directory = join(root, 'web');
mkdirSync(join(directory, 'assets'), { recursive: true });
writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Sidetone</title>');
writeFileSync(join(directory, 'bakeoff.html'), '<!doctype html><title>Bake-off</title>');
writeFileSync(join(directory, 'favicon.svg'), '<svg/>');
writeFileSync(join(directory, 'assets/index-B0d1Xq2f.js'), 'export {};'.repeat(500));
writeFileSync(join(root, 'secret.txt'), 'not of the page');

let isReady = true;
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer(
    httpHandler({
      page: new StaticFiles(directory),
      config: (host) => pageConfig('localhost', [], host),
      isReady: () => isReady,
      metrics: () => Promise.resolve({ type: 'text/plain', text: 'm 1\n' }),
      log: silentLogger,
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(root, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('files', () => {
  test('the page has a type, a tag and is asked for again', async () => {
    const { status, headers, body } = await get('/');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    expect(body.toString()).toContain('<title>Sidetone</title>');
    const again = await get('/', { 'if-none-match': `"other", W/${String(headers['etag'])}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  test('hashed assets stay in the cache, and are compressed for those who take it', async () => {
    const plain = await get('/assets/index-B0d1Xq2f.js');
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    const packed = await get('/assets/index-B0d1Xq2f.js', { 'accept-encoding': 'br, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.body)).toEqual(plain.body);
    const refused = await get('/assets/index-B0d1Xq2f.js', { 'accept-encoding': 'gzip;q=0' });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  test('HEAD has the headers only', async () => {
    const { status, headers, body } = await get('/favicon.svg', {}, 'HEAD');
    expect([status, headers['content-type'], headers['content-length'], body.length]).toEqual([
      200,
      'image/svg+xml',
      '6',
      0,
    ]);
  });

  test('a view of the page is the page; a file that is not there is not', async () => {
    const html = { accept: 'text/html,*/*' };
    expect((await get('/calls/today?x=1', html)).headers['content-type']).toContain('text/html');
    expect((await get('/bakeoff', html)).body.toString()).toContain('<title>Bake-off</title>');
    expect((await get('/calls/today')).status).toBe(404);
    expect((await get('/missing.js', html)).status).toBe(404);
    expect((await get('/assets/missing', html)).status).toBe(404);
    expect((await get('/xcap', html)).status).toBe(404);
    expect((await get('/sip', html)).status).toBe(404);
  });

  test.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%00', '/%ff'])(
    'nothing outside is reached: %s',
    async (path) => {
      const { status, body } = await get(path, { accept: 'text/html' });
      expect(body.toString()).not.toContain('not of the page');
      expect([200, 400, 404]).toContain(status);
    },
  );

  test('without a build there is nothing', () => {
    const page = new StaticFiles(join(root, 'nowhere'));
    expect([page.isBuilt, page.find('/')]).toEqual([false, undefined]);
  });
});

describe('headers', () => {
  test('the page for bake-offs alone may open WebSockets to any host', async () => {
    const html = { host: 'phone.example.com', accept: 'text/html' };
    const policies = await Promise.all(
      ['/bakeoff', '/bakeoff/', '/bakeoff/more', '/'].map(async (path) =>
        String((await get(path, html)).headers['content-security-policy']),
      ),
    );
    expect(policies.map((policy) => policy.includes("connect-src 'self' ws: wss:;"))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('a strict policy on every answer', async () => {
    for (const path of ['/', '/healthz', '/nothing', '/assets/index-B0d1Xq2f.js']) {
      const { headers } = await get(path, { host: 'phone.example.com:8443' });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("connect-src 'self' ws://phone.example.com:8443 wss://phone.example.com:8443;");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
      expect(headers['permissions-policy']).toContain('microphone=(self), camera=(self)');
    }
  });

  test.each(['x.test; script-src *', 'a b', 'x.test/y', '<script>'])('a forged Host is refused: %s', async (host) => {
    const { status, headers } = await get('/', { host });
    expect(status).toBe(400);
    expect(JSON.stringify(headers)).not.toContain(host);
  });

  test('other methods are refused', async () => {
    const { status, headers } = await get('/', {}, 'POST');
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
  });
});

describe('documents', () => {
  test('config.json follows the host of the request', async () => {
    const { headers, body } = await get('/config.json', { host: 'phone.example.com' });
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(body.toString())).toEqual({
      domain: 'localhost',
      webSocketUrls: ['ws://phone.example.com/sip'],
      demoAccounts: [],
      iceServers: [],
    });
    const behindProxy = await get('/config.json', { host: 'phone.example.com', 'x-forwarded-proto': 'https' });
    expect(behindProxy.body.toString()).toContain('"wss://phone.example.com/sip"');
  });

  test('healthz says when the program stops', async () => {
    expect((await get('/healthz')).status).toBe(200);
    isReady = false;
    expect((await get('/healthz')).status).toBe(503);
    isReady = true;
  });

  test('metrics', async () => {
    expect((await get('/metrics')).body.toString()).toBe('m 1\n');
  });
});
