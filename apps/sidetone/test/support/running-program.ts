import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Runtime } from '@sidetone/sip';
import { createNodeRuntime, WebSocketTransport } from '@sidetone/sip/node';
import { type MediaEndpointFactory, sipUri, UserAgent } from '@sidetone/sip';
import type { Command } from '../../src/option-spec.ts';
import { readOptions } from '../../src/options.ts';
import { startProgram, type Program } from '../../src/program.ts';

/** The real program in this process, on free ports of loopback, with nothing kept. */
export function startForTest(command: Command, ...args: string[]): Promise<Program> {
  const free = ['--http', '127.0.0.1:0', '--sip', '127.0.0.1:0', '--data', 'memory'];
  return startProgram(command, readOptions(command, [...free, ...args], {}), createNodeRuntime());
}

export function httpUrl({ http, isSecure }: Program, path: string): string {
  return `${isSecure ? 'https' : 'http'}://127.0.0.1:${http.port}${path}`;
}

/** Sends one datagram to the SIP port and waits for the answer. */
export async function askOverUdp(port: number, text: (localPort: number) => string): Promise<string> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  try {
    socket.send(text(socket.address().port), port, '127.0.0.1');
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(5_000) })) as [Buffer];
    return answer.toString('latin1');
  } finally {
    socket.close();
  }
}

/** A user agent as a browser is one: over WebSocket. */
export function webSocketAgent(
  program: Program,
  user: string,
  password: string,
  media?: MediaEndpointFactory,
): UserAgent {
  const runtime: Runtime = createNodeRuntime();
  const url = httpUrl(program, '/sip').replace(/^http/, 'ws');
  return new UserAgent(runtime, {
    transport: new WebSocketTransport(runtime, { url, origin: url.replace(/^ws(.*)\/sip$/, 'http$1') }),
    aor: sipUri({ user, host: program.domain }),
    credentials: { username: user, password },
    instanceId: `urn:uuid:00000000-0000-4000-8000-${user.padEnd(12, '0').replaceAll(/[^0-9a-f]/g, '1')}`,
    regId: 1,
    userAgentName: 'Test',
    ...(media === undefined ? {} : { media }),
  });
}

/** Registers and waits for the outcome. */
export async function register(agent: UserAgent): Promise<string> {
  const outcome = new Promise<string>((resolve) => {
    agent.registration.on('changed', ({ kind }) => {
      if (kind === 'registered' || kind === 'failed') resolve(kind);
    });
  });
  agent.registration.register();
  return outcome;
}
