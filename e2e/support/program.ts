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
  readonly child: Child;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface ProgramOptions {
  readonly command?: 'serve' | 'gateway' | 'server';
  readonly args?: readonly string[];
  readonly httpPort?: number;
  readonly sipPort?: number;
}

/** Starts `sidetone COMMAND` and waits until it answers. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const command = options.command ?? 'serve';
  const httpPort = options.httpPort ?? (await freePort());
  const sipPort = options.sipPort ?? (await freePort());
  const data = await mkdtemp(join(tmpdir(), 'sidetone-e2e-'));
  const listeners = ['--http', `127.0.0.1:${httpPort}`, '--sip', `127.0.0.1:${sipPort}`];
  const child = new Child(process.execPath, [main, command, ...listeners, '--data', data, ...(options.args ?? ['--demo'])]);
  await untilReady(child, () => answers(`http://127.0.0.1:${httpPort}/healthz`), 15_000);
  return {
    url: `http://127.0.0.1:${httpPort}/`,
    httpPort,
    sipPort,
    child,
    stop: (signal) => child.stop(signal),
  };
}

/** Runs the program with arguments that make it end at once. */
export function runProgram(args: readonly string[], limitMs = 10_000): Promise<Exit> {
  return new Child(process.execPath, [main, ...args]).finished(limitMs);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
