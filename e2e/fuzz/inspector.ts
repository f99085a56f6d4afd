import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { WebSocket } from 'ws';
import { type Child, untilReady } from '../support/child.ts';

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
    await untilReady(child, () => Promise.resolve(LISTENING.test(child.stderr)), 10_000);
    const socket = new WebSocket(LISTENING.exec(child.stderr)?.[1] ?? '', { maxPayload: 2 ** 30 });
    await once(socket, 'open');
    return new Inspector(socket);
  }

  /** Bytes of live objects, after everything else was collected. */
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

  #call(method: string): Promise<Readonly<Record<string, unknown>>> {
    this.#id += 1;
    const id = this.#id;
    this.#socket.send(JSON.stringify({ id, method }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }
}
