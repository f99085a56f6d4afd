import { mkdtemp, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, untilReady } from './child.ts';
import { freePort } from './ports.ts';

interface Account {
  readonly user: string;
  readonly password: string;
  readonly serverPort: number;
}

/** Debian's baresip over UDP, steered through its control port. */
export class Baresip {
  readonly #child: Child;
  readonly #control: Socket;

  private constructor(child: Child, control: Socket) {
    this.#child = child;
    this.#control = control;
    // What it answers is in its output too.
    control.resume();
  }

  /** Starts it and waits until it is registered. */
  static async start(account: Account): Promise<Baresip> {
    const folder = await mkdtemp(join(tmpdir(), 'sidetone-baresip-'));
    const [sipPort, controlPort] = [await freePort(), await freePort()];
    await writeFile(join(folder, 'config'), configOf(sipPort, controlPort));
    await writeFile(join(folder, 'accounts'), accountOf(account));
    await writeFile(join(folder, 'contacts'), '');
    const child = new Child('baresip', ['-f', folder, '-v', '-s']);
    let control: Socket | undefined;
    await untilReady(
      child,
      async () => {
        control = await connected(controlPort);
        return control !== undefined;
      },
      15_000,
    );
    if (control === undefined) throw new Error('baresip has no control port');
    await untilReady(child, () => Promise.resolve(/200 OK .*\[1 binding\]/.test(child.stdout)), 15_000);
    return new Baresip(child, control);
  }

  /** All that it printed: each message, and what it makes of it. */
  get output(): string {
    return this.#child.stdout + this.#child.stderr;
  }

  command(command: string, params = ''): void {
    const text = JSON.stringify({ command, params });
    this.#control.write(`${Buffer.byteLength(text)}:${text},`);
  }

  async stop(): Promise<void> {
    this.#control.destroy();
    await this.#child.stop();
  }
}

function configOf(sipPort: number, controlPort: number): string {
  return `poll_method epoll
sip_listen 127.0.0.1:${sipPort}
net_interface 127.0.0.1
module_path /usr/lib/baresip/modules
module g711.so
module aubridge.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${controlPort}
audio_source aubridge,near
audio_player aubridge,far
audio_alert aubridge,ring
`;
}

function accountOf({ user, password, serverPort }: Account): string {
  const options = [
    `auth_user=${user}`,
    `auth_pass=${password}`,
    `outbound="sip:127.0.0.1:${serverPort};transport=udp"`,
    'regint=60',
    'answermode=manual',
  ];
  return `<sip:${user}@localhost>;${options.join(';')}\n`;
}

function connected(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}
