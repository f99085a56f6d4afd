import type { Draw } from './draw.ts';

/** What a peer answered or sent that makes a dialog, as header values. */
export interface KnownDialog {
  readonly callId: string;
  readonly local: string;
  readonly remote: string;
  readonly target: string;
  readonly routes: readonly string[];
}

const SIZE = 200;

/** The dialogs that came about lately, some of which have ended since. */
export class DialogPool {
  readonly #dialogs: KnownDialog[] = [];
  #next = 0;

  /** Learns from a 2xx or a provisional response with a To tag. */
  learn(response: string): void {
    if (!/^SIP\/2\.0 (1|2)\d\d/.test(response) || !/\r\nCSeq: \d+ (INVITE|SUBSCRIBE|REFER)/.test(response)) return;
    const [, callId] = /\r\nCall-ID: (.*)/.exec(response) ?? [];
    const [, local] = /\r\nFrom: (.*)/.exec(response) ?? [];
    const [, remote] = /\r\nTo: (.*;tag=.*)/.exec(response) ?? [];
    const [, target = 'sip:localhost'] = /\r\nContact: [^<\r]*<([^>\r]*)>/.exec(response) ?? [];
    if (callId === undefined || local === undefined || remote === undefined) return;
    const routes = [...response.matchAll(/\r\nRecord-Route: (.*)/g)].map(([, value = '']) => value).reverse();
    this.#dialogs[this.#next] = { callId, local, remote, target, routes };
    this.#next = (this.#next + 1) % SIZE;
  }

  pick(draw: Draw): KnownDialog | undefined {
    return this.#dialogs.length === 0 ? undefined : draw.pick(this.#dialogs);
  }
}
