import { Via } from '../message/headers/via.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { note } from '../runtime/note.ts';
import { responsePath } from '../transport/response-route.ts';
import type { RequestPath, TransportLayer } from '../transport/transport-layer.ts';
import type { Flow, Target } from '../transport/transport.ts';

/** A request that waits to see whether the connection chosen for its size is made. */
interface Pending {
  readonly request: SipRequest;
  readonly retreat: Flow;
}

/** Sends what has no transaction: ACK for 2xx, retransmitted 2xx at a proxy (RFC 6026). Failures are traced. */
export class StatelessSender {
  readonly #runtime: Runtime;
  readonly #transport: TransportLayer;
  readonly #pending = new Map<Flow, Pending[]>();

  constructor(runtime: Runtime, transport: TransportLayer) {
    this.#runtime = runtime;
    this.#transport = transport;
  }

  sendRequest(request: SipRequest, target: Target): void {
    const sent = this.#transport.sendRequest(request, target, this.#transport.newBranch());
    if (sent.ok) this.#remember(request, sent.value);
    else this.#note(`${request.method} was not sent: ${sent.error}`);
  }

  sendResponse(response: SipResponse): void {
    const via = response.get(Via);
    if (via === undefined) {
      this.#note(`a ${response.status} has no Via left to go to`);
      return;
    }
    const sent = this.#transport.sendResponse(response.toWire(), responsePath(via, undefined));
    if (!sent.ok) this.#note(`a ${response.status} was not forwarded: ${sent.error}`);
  }

  flowOpened(flow: Flow): void {
    this.#pending.delete(flow);
  }

  flowClosed(flow: Flow): void {
    const pending = this.#pending.get(flow);
    this.#pending.delete(flow);
    for (const { request, retreat } of pending ?? []) {
      const sent = this.#transport.retreat(request, retreat);
      if (!sent.ok) this.#note(`${request.method} was not sent: ${sent.error}`);
    }
  }

  #remember(request: SipRequest, { flow, retreat }: RequestPath): void {
    if (retreat === undefined || this.#transport.isStanding(flow)) return;
    const pending = this.#pending.get(flow);
    if (pending === undefined) this.#pending.set(flow, [{ request, retreat }]);
    else pending.push({ request, retreat });
  }

  #note(text: string): void {
    note(this.#runtime, 'transaction', text);
  }
}
