import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { WebSocket } from 'ws';
import { type Child, untilReady } from '../support/child.ts';

const LISTENING = /Debugger listening on (ws:\S+)/;

/** Looks into the heap of a process that was started with `--inspect=127.0.0.1:0`. */
export class Inspector {
  readonly #socket: WebSocket;
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
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
    const write = (data: Buffer): void => {
      const event = JSON.parse(data.toString()) as { method?: string; params?: { chunk?: string } };
      if (event.method === 'HeapProfiler.addHeapSnapshotChunk') file.write(event.params?.chunk ?? '');
    };
    this.#socket.on('message', write);
    await this.#call('HeapProfiler.takeHeapSnapshot');
    this.#socket.off('message', write);
    file.end();
    await once(file, 'close');
  }

  close(): void {
    this.#socket.terminate();
  }

  async #call(method: string): Promise<Record<string, unknown>> {
    this.#id += 1;
    const id = this.#id;
    this.#socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [data] = (await once(this.#socket, 'message', { signal: AbortSignal.timeout(30_000) })) as [Buffer];
      const answer = JSON.parse(data.toString()) as { id?: number; result?: Record<string, unknown> };
      if (answer.id === id) return answer.result ?? {};
    }
  }
}
