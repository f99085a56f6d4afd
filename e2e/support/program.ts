import { get, type IncomingMessage } from 'node:http';
import { get as getSecurely } from 'node:https';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child, type Exit, untilReady } from './child.ts';
import { freePort } from './ports.ts';

const main = fileURLToPath(new URL('../../apps/sidetone/dist/main.js', import.meta.url));

/** The real program, running on free ports of 127.0.0.1. */
export interface Program {
  readonly url: string;
  readonly httpPort: number;
  readonly sipPort: number;
  readonly data: string;
  readonly child: Child;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface ProgramOptions {
  readonly command?: 'serve' | 'gateway' | 'server';
  readonly args?: readonly string[];
  readonly httpPort?: number;
  readonly sipPort?: number;
  /** Whether the arguments make it serve HTTPS. */
  readonly secure?: boolean;
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
  /** Data directory of a program that ran before; a new one when left out. */
  readonly data?: string;
}

/** Starts `sidetone COMMAND` and waits until it answers. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const command = options.command ?? 'serve';
  const httpPort = options.httpPort ?? (await freePort());
  const sipPort = options.sipPort ?? (await freePort());
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'sidetone-e2e-')));
  const listeners = ['--http', `127.0.0.1:${httpPort}`, '--sip', `127.0.0.1:${sipPort}`];
  const child = new Child(process.execPath, [
    ...(options.nodeOptions ?? []),
    main,
    command,
    ...listeners,
    '--data',
    data,
    ...(options.args ?? ['--demo']),
  ]);
  const url = `${options.secure === true ? 'https' : 'http'}://127.0.0.1:${httpPort}/`;
  await untilReady(child, () => answers(`${url}healthz`), 15_000);
  return {
    url,
    httpPort,
    sipPort,
    data,
    child,
    stop: (signal) => child.stop(signal),
  };
}

/** Runs the program with arguments that make it end at once. */
export function runProgram(args: readonly string[], limitMs = 10_000): Promise<Exit> {
  return new Child(process.execPath, [main, ...args]).finished(limitMs);
}

/** Asks without looking at the certificate, which may be one that the program has just made. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const look = (response: IncomingMessage) => {
      response.resume();
      resolve(response.statusCode === 200);
    };
    const request = url.startsWith('https:') ? getSecurely(url, { rejectUnauthorized: false }, look) : get(url, look);
    request.on('error', () => resolve(false));
  });
}
