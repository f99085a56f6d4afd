import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What baresip tells of itself: `CALL_INCOMING`, with the Call-ID. */
export interface BaresipEvent {
  readonly type: string;
  readonly id?: string;
}

interface Answer {
  readonly ok: boolean;
  readonly data: string;
}

/** It answers commands at once, unless it hangs. */
const ANSWER_WITHIN_MS = 2_000;

/** The control port of baresip, of its module ctrl_tcp: commands, their answers and events, as JSON in netstrings. */
export class BaresipControl {
  readonly #socket: Socket;
  readonly #waiting: ((answer: Answer) => void)[] = [];
  #rest = Buffer.alloc(0);
  onEvent: (event: BaresipEvent) => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#heard(chunk));
    socket.on('error', () => socket.destroy());
  }

  /** Connects, and waits until it is listened to: what happens at baresip before is not told to anybody. */
  static async open(port: number): Promise<BaresipControl> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const control = new BaresipControl(socket);
    await control.command('reginfo');
    return control;
  }

  /** What it answers. @throws {Error} when it refuses the command, or does not answer in time */
  async command(command: string, params = ''): Promise<string> {
    const text = JSON.stringify({ command, params });
    const answered = new Promise<Answer>((resolve) => this.#waiting.push(resolve));
    this.#socket.write(`${Buffer.byteLength(text)}:${text},`);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve({ ok: false, data: 'no answer' }), ANSWER_WITHIN_MS);
    });
    const { ok, data } = await Promise.race([answered, late]);
    clearTimeout(timer);
    if (!ok) throw new Error(`baresip does not take ${command}: ${data}`);
    return data;
  }

  close(): void {
    this.#socket.destroy();
  }

  #heard(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const colon = this.#rest.indexOf(':');
      const start = colon + 1;
      const end = start + Number(this.#rest.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || this.#rest.length <= end) return;
      this.#take(this.#rest.subarray(start, end).toString());
      this.#rest = this.#rest.subarray(end + 1);
    }
  }

  #take(text: string): void {
    const said = JSON.parse(text) as (BaresipEvent & { event: true }) | (Answer & { response: true });
    if ('event' in said) this.onEvent(said);
    else this.#waiting.shift()?.(said);
  }
}
