import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child, untilReady } from '../support/child.ts';
import { startProgram } from '../support/program.ts';
import { type Channel, tcpChannel, udpChannel, webSocketChannel } from './channel.ts';
import { Inspector } from './inspector.ts';

/** A process that is sent messages. */
export interface Target {
  readonly name: string;
  readonly child: Child;
  readonly inspector: Inspector;
}

/** A way to a target on which messages are sent. */
export interface Way {
  readonly name: string;
  readonly target: Target;
  /** Whom OPTIONS asks there. */
  readonly uri: string;
  /** Whose credentials messages have there. */
  readonly user: string;
  /** Over TCP many connections are made: lies about lengths hide what comes after them on one. */
  open(connections: 'one' | 'many'): Promise<Channel> | Channel;
}

/** Server, gateway and a user agent, running. */
export interface Targets {
  readonly all: readonly Target[];
  readonly ways: readonly Way[];
  stop(): Promise<void>;
}

const URIS = [
  'sip:localhost',
  'sip:alice@localhost',
  'sip:bob@localhost',
  'sip:carol@localhost',
  'sip:nobody@localhost',
];
const MESSAGES_PER_CONNECTION = 10;
/** Generous: the machine may be busy. */
const READY_WITHIN_MS = 60_000;
const INSPECTED = '--inspect=127.0.0.1:0';
const PHONE_PROCESS = fileURLToPath(new URL('fuzzed-phone.ts', import.meta.url));

/** Starts the program with its demo accounts, and carol's phone in a process of its own. */
export async function startTargets(): Promise<Targets> {
  const running = await startProgram({
    nodeOptions: [INSPECTED, ...(process.env['PROF'] ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : [])],
    args: ['--demo', '--log', 'warn'],
  });
  const agent = new Child(process.execPath, [
    INSPECTED,
    '--import',
    'tsx',
    PHONE_PROCESS,
    String(running.sipPort),
    'carol',
    'carol-demo',
  ]);
  const registered = (): RegExpExecArray | null => /registered (\d+)/.exec(agent.stdout);
  await untilReady(agent, () => Promise.resolve(registered() !== null), READY_WITHIN_MS);
  const phonePort = Number(registered()?.[1]);
  const edgePort = Number(await readFile(join(running.data, 'gateway.port'), 'utf8'));
  const program: Target = {
    name: 'server and gateway',
    child: running.child,
    inspector: await Inspector.of(running.child),
  };
  const phone: Target = { name: 'user agent', child: agent, inspector: await Inspector.of(agent) };
  const server = { port: running.sipPort, user: 'alice', uris: URIS };
  const gateway = { port: running.httpPort, user: 'bob', uris: URIS };
  const edge = { port: edgePort, user: 'alice', uris: [...URIS, `sip:127.0.0.1:${edgePort};lr`] };
  const direct = { port: phonePort, user: 'dave', uris: [`sip:carol@127.0.0.1:${phonePort}`] };
  const uri = 'sip:localhost';
  return {
    all: [program, phone],
    ways: [
      { name: 'server UDP', target: program, uri, user: 'alice', open: () => udpChannel(server) },
      {
        name: 'server TCP',
        target: program,
        uri,
        user: 'alice',
        open: (connections) => tcpChannel(server, connections === 'one' ? Infinity : MESSAGES_PER_CONNECTION),
      },
      {
        name: 'gateway WebSocket text',
        target: program,
        uri,
        user: 'bob',
        open: () => webSocketChannel(gateway, false),
      },
      {
        name: 'gateway WebSocket binary',
        target: program,
        uri,
        user: 'bob',
        open: () => webSocketChannel(gateway, true),
      },
      {
        name: 'gateway UDP',
        target: program,
        uri: `sip:127.0.0.1:${edgePort}`,
        user: 'alice',
        open: () => udpChannel(edge),
      },
      {
        name: 'user agent UDP',
        target: phone,
        uri: `sip:carol@127.0.0.1:${phonePort}`,
        user: 'dave',
        open: () => udpChannel(direct),
      },
    ],
    async stop() {
      for (const { inspector } of [program, phone]) inspector.close();
      await agent.stop();
      await running.stop();
    },
  };
}
