import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child, type Exit, untilReady } from './child.ts';
import { optionsAnswered } from './options-probe.ts';
import { freePort } from './ports.ts';

/** Whether `program` is on PATH or in the places where Debian puts servers. */
export function isInstalled(program: string): boolean {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return places.some((place) => {
    try {
      accessSync(join(place, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const folder = fileURLToPath(new URL('../peers/', import.meta.url));

export interface SippRun {
  readonly scenario: 'register' | 'uas' | 'uac' | 'uac-to-browser';
  readonly serverPort: number;
  readonly localPort: number;
  readonly user: string;
  readonly keys?: Readonly<Record<string, string>>;
}

/** Starts SIPp for one call of the scenario; its exit code is 0 when the scenario went as written. */
export async function startSipp(run: SippRun): Promise<Child> {
  const workFolder = await mkdtemp(join(tmpdir(), 'sidetone-sipp-'));
  const keys = Object.entries(run.keys ?? {}).flatMap(([name, value]) => ['-key', name, value]);
  const options = ['-i 127.0.0.1', `-p ${run.localPort}`, `-s ${run.user}`, `-au ${run.user}`, `-ap ${run.user}`];
  const bounds = ['-m 1', '-nostdin', '-timeout 30s', '-trace_err', '-trace_msg'];
  const words = [...options, ...bounds].flatMap((option) => option.split(' '));
  return new Child(
    'sipp',
    [`127.0.0.1:${run.serverPort}`, '-sf', join(folder, 'sipp', `${run.scenario}.xml`), ...words, ...keys],
    { cwd: workFolder, env: { ...process.env, TERM: 'dumb' } },
  );
}

export async function sipp(run: SippRun): Promise<Exit> {
  return (await startSipp(run)).finished(40_000);
}

/**
 * Kamailio as a UDP and TCP registrar and proxy on a free port, in the foreground. The password of everyone is `secret`.
 * @param name of its configuration in e2e/peers/
 */
export async function startKamailio(
  name = 'kamailio.cfg',
): Promise<{ port: number; child: Child; stop(): Promise<void> }> {
  const port = await freePort();
  const run = await mkdtemp(join(tmpdir(), 'sidetone-kamailio-'));
  const config = await readFile(join(folder, name), 'utf8');
  const file = join(run, 'kamailio.cfg');
  await writeFile(file, config.replaceAll('@PORT@', String(port)));
  const args = ['-DD', '-E', '-f', file, '-m', '64', '-M', '8', '-P', join(run, 'pid'), '-Y', run, '-w', run];
  const child = new Child('kamailio', args);
  await untilReady(child, () => optionsAnswered(port), 15_000);
  return { port, child, stop: () => child.stop('SIGTERM') };
}
