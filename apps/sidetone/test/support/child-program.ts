import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../../../', import.meta.url));
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as a process of its own, from its sources. */
export class ChildProgram {
  readonly #process: ChildProcess;
  readonly #closed: Promise<unknown>;
  #stdout = '';
  #stderr = '';

  /** @param nodeArgs before the program, such as `--import` */
  constructor(args: readonly string[], nodeArgs: readonly string[] = []) {
    const run = ['--conditions=development', '--import', 'tsx', ...nodeArgs, main, ...args];
    this.#process = spawn(process.execPath, run, { cwd: workspace, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.#closed = once(this.#process, 'close');
  }

  /** Waits until a line of stdout matches, and returns what the first group caught. */
  async printed(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#stdout)) {
      if (this.#process.exitCode !== null) throw new Error(`it ended: ${this.#stderr}`);
      await Promise.race([once(this.#process.stdout ?? this.#process, 'data'), this.#closed]);
    }
    return pattern.exec(this.#stdout)?.[1] ?? '';
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async ended(): Promise<Ended> {
    await this.#closed;
    return { status: this.#process.exitCode, stdout: this.#stdout, stderr: this.#stderr };
  }
}
