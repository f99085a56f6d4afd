import type { Channel } from './channel.ts';
import { cpuWaitMs } from './cpu-wait.ts';

/** How one target answered. */
export interface ProbeReport {
  readonly asked: number;
  readonly unanswered: number;
  readonly slowestMs: number;
  /** How often each status came. */
  readonly statuses: Readonly<Record<string, number>>;
}

const RETRANSMIT_MS = 500;
/** Where the machine is so busy that neither end gets to work, an answer may take this long by the clock. */
const GIVE_UP_MS = 30_000;
let counter = 0;

/** Asks a target whether it is there, by OPTIONS, on a channel of its own. */
export class Probe {
  readonly #channel: Channel;
  readonly #uri: string;
  readonly #pid: number;
  readonly #waiting = new Map<string, (status: string) => void>();
  readonly #statuses: Record<string, number> = {};
  #asked = 0;
  #unanswered = 0;
  #slowestMs = 0;

  /** @param pid the process that answers */
  constructor(channel: Channel, uri: string, pid: number) {
    this.#channel = channel;
    this.#uri = uri;
    this.#pid = pid;
    channel.onMessage = (wire) => {
      const [, status = ''] = /^SIP\/2\.0 (\d+)/.exec(wire) ?? [];
      const [, callId = ''] = /\r\nCall-ID: (.*)/.exec(wire) ?? [];
      if (status >= '200') this.#waiting.get(callId)?.(status);
    };
  }

  get report(): ProbeReport {
    return { asked: this.#asked, unanswered: this.#unanswered, slowestMs: this.#slowestMs, statuses: this.#statuses };
  }

  /** @returns how long the answer took, in milliseconds, without the time that an end waited for a processor */
  async ask(): Promise<number> {
    counter += 1;
    this.#asked += 1;
    const id = `probe-${counter}`;
    const { protocol, sentBy } = this.#channel.setting;
    const wire = [
      `OPTIONS ${this.#uri} SIP/2.0`,
      `Via: SIP/2.0/${protocol} ${sentBy};branch=z9hG4bK${id};rport`,
      'Max-Forwards: 70',
      'From: <sip:probe@localhost>;tag=probe',
      `To: <${this.#uri}>`,
      `Call-ID: ${id}`,
      'CSeq: 1 OPTIONS',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
    const started = this.#times();
    const status = await new Promise<string | undefined>((resolve) => {
      const again = setInterval(() => void (this.#channel.isLossy && this.#channel.send(wire)), RETRANSMIT_MS);
      const end = (result: string | undefined): void => {
        clearInterval(again);
        clearTimeout(limit);
        this.#waiting.delete(id);
        resolve(result);
      };
      const limit = setTimeout(() => end(undefined), GIVE_UP_MS);
      this.#waiting.set(id, end);
      void this.#channel.send(wire);
    });
    const [passed = 0, ...waited] = this.#times().map((time, index) => time - (started[index] ?? 0));
    const tookMs = status === undefined ? GIVE_UP_MS : passed - Math.max(...waited);
    this.#slowestMs = Math.max(this.#slowestMs, tookMs);
    if (status === undefined) this.#unanswered += 1;
    else this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
    return tookMs;
  }

  /** By the clock, and how long each end has waited for a processor; the two may have done so together. */
  #times(): readonly number[] {
    return [performance.now(), cpuWaitMs(this.#pid), cpuWaitMs(process.pid)];
  }
}
