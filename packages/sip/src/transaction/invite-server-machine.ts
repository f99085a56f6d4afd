import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { inOnePiece } from '../runtime/wire-text.ts';
import { inviteServer } from './invite-server.ts';
import { toTagOf } from './matching.ts';
import type { MachineHost } from './machine.ts';
import type { Flow } from '../transport/transport.ts';
import { type Arrival, ServerMachine } from './server-machine.ts';
import type { TransactionUser } from './transaction-user.ts';
import type { Action } from './transition-table.ts';

/** Runs an INVITE server transaction (§17.2.1). */
export class InviteServerMachine extends ServerMachine {
  /** Of the last response that had one; '' before. */
  #toTag = '';
  readonly #user: Pick<TransactionUser, 'onAck'>;
  /** What the ACK at hand came on. */
  #ackFlow: Flow;

  constructor(host: MachineHost, key: string, arrival: Arrival, user: Pick<TransactionUser, 'onAck'>) {
    super(host, key, 'invite-server', inviteServer, arrival);
    this.#user = user;
    this.#ackFlow = arrival.flow;
  }

  /** The To tag that we have used, '' when none: what the answer to a CANCEL should have (§9.2), and an ACK (§17.2.3). */
  get toTag(): string {
    return this.#toTag;
  }

  override respond(response: SipResponse): void {
    const { status } = response;
    if (status < 200) {
      this.input('send1xx', response);
      return;
    }
    this.input(status < 300 ? 'send2xx' : 'send300-699', response);
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
    // It stays when the response has gone.
    if (action.kind === 'sendResponse' && message !== undefined) this.#toTag = inOnePiece(toTagOf(message));
    return super.perform(action, message);
  }
}
