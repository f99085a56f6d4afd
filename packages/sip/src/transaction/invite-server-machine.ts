import { To } from '../message/headers/addresses.ts';
import { createResponse } from '../message/create-response.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { tag } from '../grammar/name-addr.ts';
import { inviteServer } from './invite-server.ts';
import type { MachineHost } from './machine.ts';
import type { Flow } from '../transport/transport.ts';
import { type Arrival, ServerMachine } from './server-machine.ts';
import type { TransactionUser } from './transaction-user.ts';
import type { Action } from './transition-table.ts';

/** Runs an INVITE server transaction (§17.2.1). */
export class InviteServerMachine extends ServerMachine {
  #lastProvisional: SipResponse | undefined;
  readonly #user: Pick<TransactionUser, 'onAck'>;
  /** What the ACK at hand came on. */
  #ackFlow: Flow;

  constructor(host: MachineHost, key: string, arrival: Arrival, user: Pick<TransactionUser, 'onAck'>) {
    super(host, key, 'invite-server', inviteServer, arrival);
    this.#user = user;
    this.#ackFlow = arrival.flow;
  }

  /** §9.2: what the answer to a CANCEL should have as To tag, when we have used one. */
  get toTag(): string | undefined {
    const to = this.#lastProvisional?.get(To);
    return to && tag(to);
  }

  override respond(response: SipResponse): void {
    const { status } = response;
    if (status < 200) {
      this.#lastProvisional = response;
      this.input('send1xx', response);
      return;
    }
    this.input(status < 300 ? 'send2xx' : 'send300-699', response);
    this.#lastProvisional = undefined;
    if (this.state !== 'completed') return;
    this.letGo();
    // Until it is acknowledged, the response may be lost with its connection.
    if (this.isOnWebSocket) this.watchFlow();
  }

  /** An ACK that matches (§17.2.3). */
  acknowledged(ack: SipRequest, flow: Flow): void {
    this.#ackFlow = flow;
    this.input('ack', ack);
  }

  protected override transportError(reason: string): void {
    if (this.state === 'completed' && this.isOnWebSocket) this.input('stranded');
    else super.transportError(reason);
  }

  protected override passUp(request: SipRequest): void {
    if (request.method === 'ACK') this.#user.onAck(request, this.#ackFlow);
    else super.passUp(request);
  }

  protected override perform(action: Action, message: SipRequest | SipResponse | undefined): string | undefined {
    if (action.kind !== 'sendTrying') return super.perform(action, message);
    const request = this.handle?.request;
    return request === undefined ? undefined : super.perform({ kind: 'sendResponse' }, createResponse(request, 100));
  }
}
