import type { ReasonValue } from '../message/headers/notices.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { WireText } from '../runtime/wire-text.ts';
import type { Flow } from '../transport/transport.ts';
import { ClientMachine, type Sending } from './client-machine.ts';
import { createCancel, createHopAck } from './hop-requests.ts';
import { inviteClient } from './invite-client.ts';
import type { MachineHost } from './machine.ts';
import type { Action } from './transition-table.ts';

/** Sends a CANCEL in a transaction of its own. */
export type CancelSender = (cancel: SipRequest, flow: Flow, branch: string) => void;

/** The CANCEL of an INVITE: wanted before it may be sent, or sent. */
type Cancellation =
  | { readonly kind: 'none' }
  | { readonly kind: 'held'; readonly reason: ReasonValue | undefined }
  | { readonly kind: 'sent' };

/** Runs an INVITE client transaction (§17.1.1). */
export class InviteClientMachine extends ClientMachine {
  readonly #sendCancel: CancelSender;
  readonly #branch: string;
  #cancellation: Cancellation = { kind: 'none' };
  /** The reason of the CANCEL that is asked for right now. */
  #reason: ReasonValue | undefined;
  /** What acknowledges the final response, each time it comes. */
  #ack: WireText | undefined;

  constructor(host: MachineHost, sending: Sending, sendCancel: CancelSender) {
    super(host, sending.branch, 'invite-client', inviteClient, sending);
    this.#branch = sending.branch;
    this.#sendCancel = sendCancel;
  }

  override receive(response: SipResponse): void {
    const { status } = response;
    this.input(status < 200 ? '1xx' : status < 300 ? '2xx' : '300-699', response);
    if (this.state === 'completed') this.letGo();
  }

  override cancel(reason: ReasonValue | undefined): void {
    if (this.#cancellation.kind !== 'none') return;
    this.#reason = reason;
    this.input('cancel');
  }

  protected override perform(action: Action, message: SipResponse | undefined): string | undefined {
    if (action.kind === 'sendAck') return this.#acknowledge(message);
    if (action.kind === 'holdCancel') this.#cancellation = { kind: 'held', reason: this.#reason };
    else if (action.kind === 'releaseCancel') this.#release();
    else if (action.kind === 'sendCancel') this.#cancel();
    else return super.perform(action, message);
    return undefined;
  }

  #release(): void {
    if (this.#cancellation.kind !== 'held') return;
    this.#reason = this.#cancellation.reason;
    this.input('cancel');
  }

  #cancel(): void {
    const { request, flow } = this;
    this.#cancellation = { kind: 'sent' };
    if (request !== undefined && flow !== undefined)
      this.#sendCancel(createCancel(request, this.#reason), flow, this.#branch);
  }

  #acknowledge(response: SipResponse | undefined): string | undefined {
    const { request, flow } = this;
    if (this.#ack === undefined && request !== undefined && response !== undefined) {
      this.#ack = createHopAck(request, response).toWire();
    }
    return this.#ack === undefined || flow === undefined ? undefined : this.host.transport.sendAgain(flow, this.#ack);
  }
}
