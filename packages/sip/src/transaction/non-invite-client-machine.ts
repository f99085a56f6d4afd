import type { SipResponse } from '../message/sip-response.ts';
import { InvalidStateError } from '../runtime/invalid-state-error.ts';
import { ClientMachine, type Sending } from './client-machine.ts';
import type { MachineHost } from './machine.ts';
import { isWebSocket } from '../transport/transport.ts';
import { nonInviteClient } from './non-invite-client.ts';

/** Runs a non-INVITE client transaction (§17.1.2). */
export class NonInviteClientMachine extends ClientMachine {
  constructor(host: MachineHost, key: string, sending: Sending) {
    super(host, key, 'non-invite-client', nonInviteClient, sending);
  }

  override receive(response: SipResponse): void {
    this.input(response.status < 200 ? '1xx' : '200-699', response);
    if (this.state === 'completed') this.letGo();
  }

  protected override transportError(reason: string): void {
    // Nobody else would send the CANCEL again, as user agents do with their other requests.
    const isStranded = this.method === 'CANCEL' && this.flow !== undefined && isWebSocket(this.flow.protocol);
    if (isStranded) this.input('stranded');
    else super.transportError(reason);
  }

  override cancel(): void {
    throw new InvalidStateError('§9.1: only an INVITE can be cancelled');
  }
}
