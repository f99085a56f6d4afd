import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a finished process left behind. */
export interface Exit {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What still runs when the tests end, as after one that failed, ends with them. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A process that the tests started, with all it printed; it is ended by its pid. */
export class Child {
  readonly #process: ChildProcess;
  readonly #exited: Promise<number | null>;
  stdout = '';
  stderr = '';

  /** @param options.isTalkedTo whether `write` is used */
  constructor(
    command: string,
    args: readonly string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv; isTalkedTo?: boolean } = {},
  ) {
    const { isTalkedTo = false, ...rest } = options;
    this.#process = spawn(command, [...args], { ...rest, stdio: [isTalkedTo ? 'pipe' : 'ignore', 'pipe', 'pipe'] });
    this.#process.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.#process.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    running.add(this.#process);
    this.#process.once('close', () => running.delete(this.#process));
    this.#exited = new Promise((resolve, reject) => {
      this.#process.once('error', reject);
      this.#process.once('close', (code) => resolve(code));
    });
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Types a line into it. */
  write(line: string): void {
    this.#process.stdin?.write(`${line}\n`);
  }

  /** Waits for the process to end by itself; kills it after `limitMs`. */
  async finished(limitMs: number): Promise<Exit> {
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), limitMs);
    const code = await this.#exited;
    clearTimeout(timer);
    return { code, stdout: this.stdout, stderr: this.stderr };
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM', graceMs = 5_000): Promise<void> {
    if (!this.isRunning) return;
    const closed = once(this.#process, 'close');
    this.#process.kill(signal);
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), graceMs);
    await closed;
    clearTimeout(timer);
  }
}

/** Asks `isReady` every 50 ms until it is true, the process ends, or `limitMs` have passed. */
export async function untilReady(child: Child, isReady: () => Promise<boolean>, limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    if (await isReady()) return;
    if (!child.isRunning) throw new Error(`ended before it was ready:\n${child.stdout}\n${child.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not ready after ${limitMs} ms:\n${child.stdout}\n${child.stderr}`);
}
