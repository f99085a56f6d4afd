import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '@sidetone/bakeoff';
import { Child, untilReady } from '../support/child.ts';
import { optionsAnswered } from '../support/options-probe.ts';
import { freePort } from '../support/ports.ts';
import { BaresipControl, type BaresipEvent } from './baresip-control.ts';

/** Debian's baresip with one account over UDP, and its control port. It can be started again, with other contacts. */
export class BaresipProcess {
  readonly port: number;
  readonly #controlPort: number;
  readonly #folder: string;
  #child: Child;
  #control: BaresipControl;
  #contacts = '';
  onEvent: (event: BaresipEvent) => void = () => undefined;

  private constructor(port: number, controlPort: number, folder: string, child: Child, control: BaresipControl) {
    this.port = port;
    this.#controlPort = controlPort;
    this.#folder = folder;
    this.#child = child;
    this.#control = control;
    this.#listen();
  }

  static async start(login: Account): Promise<BaresipProcess> {
    const port = await freePort();
    // It takes the port after its own for TLS.
    let controlPort = await freePort();
    while (controlPort === port + 1) controlPort = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'sidetone-baresip-'));
    const credentials = `auth_user=${login.user};auth_pass=${login.password}`;
    const account = `<sip:${login.user}@127.0.0.1:${port}>;regint=0;answermode=manual;${credentials}\n`;
    await writeFile(join(folder, 'config'), configOf(port, controlPort));
    await writeFile(join(folder, 'accounts'), account);
    return new BaresipProcess(port, controlPort, folder, ...(await run(folder, port, controlPort, '')));
  }

  get isRunning(): boolean {
    return this.#child.isRunning;
  }

  /** All that it printed since it was started the last time. */
  get output(): string {
    return this.#child.stdout;
  }

  /** What it answers. @throws {Error} when it refuses, or does not answer */
  command(name: string, params?: string): Promise<string> {
    return this.#control.command(name, params);
  }

  /**
   * Starts it again unless it runs with these contacts. They stand in a file that its module contact reads once: to load that
   * module a second time makes baresip 1.0 crash.
   * @param isFresh true: starts it again in any case
   */
  async restart(contacts = this.#contacts, isFresh = false): Promise<void> {
    if (contacts === this.#contacts && this.isRunning && !isFresh) return;
    await this.stop();
    this.#contacts = contacts;
    [this.#child, this.#control] = await run(this.#folder, this.port, this.#controlPort, contacts);
    this.#listen();
  }

  async stop(): Promise<void> {
    this.#control.close();
    await this.#child.stop();
  }

  #listen(): void {
    this.#control.onEvent = (event) => this.onEvent(event);
  }
}

async function run(
  folder: string,
  port: number,
  controlPort: number,
  contacts: string,
): Promise<[Child, BaresipControl]> {
  await writeFile(join(folder, 'contacts'), contacts);
  await writeFile(join(folder, 'current_contact'), '');
  const child = new Child('baresip', ['-f', folder], { cwd: folder });
  await untilReady(child, () => optionsAnswered(port), 15_000);
  return [child, await BaresipControl.open(controlPort)];
}

function configOf(port: number, controlPort: number): string {
  return `poll_method epoll
sip_listen 127.0.0.1:${port}
net_interface 127.0.0.1
module_path /usr/lib/baresip/modules
module g711.so
module aubridge.so
module_tmp account.so
module_app contact.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${controlPort}
audio_source aubridge,near
audio_player aubridge,far
audio_alert aubridge,ring
`;
}
