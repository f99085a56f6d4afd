import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, untilReady } from './child.ts';
import { freePort } from './ports.ts';

interface Account {
  readonly user: string;
  readonly password: string;
  readonly serverPort: number;
}

/** Debian's linphonec over UDP, steered by the commands that a person types. */
export class Linphone {
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
  }

  /** Starts it and waits until it is registered. */
  static async start(account: Account): Promise<Linphone> {
    const home = await mkdtemp(join(tmpdir(), 'sidetone-linphone-'));
    await mkdir(join(home, '.local/share/linphone'), { recursive: true });
    const config = join(home, 'linphonerc');
    await writeFile(config, configOf(account, await freePort()));
    const env = { ...process.env, HOME: home };
    const child = new Child('linphonec', ['-S', '-c', config, '-d', '6', '-l', join(home, 'log')], {
      env,
      isTalkedTo: true,
    });
    // Without a sound card it would refuse every call.
    child.write('soundcard use files');
    const isRegistered = (): Promise<boolean> => {
      child.write('status register');
      return Promise.resolve(child.stdout.includes('registered, identity'));
    };
    await untilReady(child, isRegistered, 15_000);
    return new Linphone(child);
  }

  /** All that it printed. */
  get output(): string {
    return this.#child.stdout + this.#child.stderr;
  }

  /** For example `call sip:alice@localhost`, `answer`, `pause`, `resume`, `transfer sip:…`, `chat sip:… text`, `terminate`. */
  command(line: string): void {
    this.#child.write(line);
  }

  async stop(): Promise<void> {
    this.#child.write('quit');
    await this.#child.stop();
  }
}

function configOf({ user, password, serverPort }: Account, sipPort: number): string {
  return `[sip]
sip_port=${sipPort}
sip_tcp_port=-1
sip_tls_port=-1
guess_hostname=0
contact="${user}" <sip:${user}@127.0.0.1>
default_proxy=0
use_ipv6=0
bind_address=127.0.0.1
[proxy_0]
reg_proxy=<sip:127.0.0.1:${serverPort};transport=udp>
reg_route=<sip:127.0.0.1:${serverPort};transport=udp;lr>
reg_identity=sip:${user}@localhost
reg_expires=60
reg_sendregister=1
publish=0
[auth_info_0]
username=${user}
passwd=${password}
realm=localhost
domain=localhost
[video]
enabled=0
`;
}
