import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { type Child, untilReady } from '../support/child.ts';

/** A process that ends waits for its debugger, and answers no more. */
const ANSWER_WITHIN_MS = 60_000;
const LISTENING = /Debugger listening on (ws:\S+)/;

/** An answer, or an event. */
interface Message {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly params?: { readonly chunk?: string };
}

/** Looks into the heap of a process that was started with `--inspect=127.0.0.1:0`. */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (result: Readonly<Record<string, unknown>>) => void>();
  #onChunk: (chunk: string) => void = () => undefined;
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const { id, result = {}, params } = JSON.parse(data.toString()) as Message;
      if (params?.chunk !== undefined) this.#onChunk(params.chunk);
      if (id === undefined) return;
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    });
  }

  static async of(child: Child): Promise<Inspector> {
    await untilReady(child, () => Promise.resolve(LISTENING.test(child.stderr)), 60_000);
    const socket = new WebSocket(LISTENING.exec(child.stderr)?.[1] ?? '', { maxPayload: 2 ** 30 });
    await once(socket, 'open');
    return new Inspector(socket);
  }

  /** Bytes of live objects, after everything else was collected; NaN when the process does not say. */
  async heapUsed(): Promise<number> {
    await this.#call('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#call('Runtime.getHeapUsage');
    return Number(usedSize);
  }

  /** Writes all live objects to a file, for the Memory panel of DevTools. */
  async writeSnapshot(path: string): Promise<void> {
    const file = createWriteStream(path);
    this.#onChunk = (chunk) => void file.write(chunk);
    await this.#call('HeapProfiler.takeHeapSnapshot');
    file.end();
    await once(file, 'close');
  }

  close(): void {
    this.#socket.terminate();
  }

  async #call(method: string): Promise<Readonly<Record<string, unknown>>> {
    this.#id += 1;
    const id = this.#id;
    this.#socket.send(JSON.stringify({ id, method }));
    const late = new AbortController();
    const answer = new Promise<Readonly<Record<string, unknown>>>((resolve) => this.#waiting.set(id, resolve));
    try {
      return await Promise.race([answer, sleep(ANSWER_WITHIN_MS, {}, { signal: late.signal })]);
    } finally {
      late.abort();
    }
  }
}
