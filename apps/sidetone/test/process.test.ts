import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createNodeRuntime, WebSocketTransport } from '@sidetone/sip/node';
import { describe, expect, test } from 'vitest';
import { ChildProgram } from './support/child-program.ts';

const free = ['--http', '127.0.0.1:0', '--sip', '127.0.0.1:0', '--data', 'memory'];
const PATIENCE_MS = 30_000;

test('a taken port: one clear line and status 2', { timeout: PATIENCE_MS }, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const where = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  expect(await new ChildProgram(['serve', '--demo', ...free, '--http', where]).ended()).toEqual({
    status: 2,
    stdout: '',
    stderr: `sidetone: ${where} is already in use; choose another with --http\n`,
  });
  other.close();
});

describe('signals', { timeout: PATIENCE_MS }, () => {
  test('SIGTERM: phones are told with 1001, and the status is 0', async () => {
    const program = new ChildProgram(['serve', '--demo', ...free]);
    const port = await program.printed(/http:\/\/127\.0\.0\.1:(\d+)\//);
    const closed = new Promise<string>((resolve) => {
      const transport = new WebSocketTransport(createNodeRuntime(), { url: `ws://127.0.0.1:${port}/sip` });
      transport.start({
        onWire: () => program.signal('SIGTERM'),
        onFlowClosed: (_, reason) => resolve(reason),
      });
      transport
        .flowTo({ host: '127.0.0.1', port: Number(port) })
        .send(
          [
            'OPTIONS sip:localhost SIP/2.0',
            'Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1',
            'Max-Forwards: 70',
            'From: <sip:alice@localhost>;tag=1',
            'To: <sip:localhost>',
            'Call-ID: 1',
            'CSeq: 1 OPTIONS',
            'Content-Length: 0',
            '',
            '',
          ].join('\r\n'),
        );
    });
    expect(await closed).toContain('the peer went away');
    const { status, stderr } = await program.ended();
    expect(status).toBe(0);
    expect(stderr).toContain('"msg":"stopped"');
  });

  test('SIGINT too', async () => {
    const program = new ChildProgram(['server', '--demo', ...free]);
    await program.printed(/SIP phones/);
    program.signal('SIGINT');
    expect((await program.ended()).status).toBe(0);
  });
});

test('an uncaught error is logged and ends with status 1', { timeout: PATIENCE_MS }, async () => {
  const defect = 'data:text/javascript,process.on("SIGUSR2",()=>{throw new Error("a defect")})';
  const program = new ChildProgram(['serve', '--demo', ...free], ['--import', defect]);
  await program.printed(/SIP phones/);
  program.signal('SIGUSR2');
  const { status, stderr } = await program.ended();
  expect(status).toBe(1);
  expect(stderr).toMatch(/"level":"error".*a defect/);
});
