import type { SipResponse } from '../message/sip-response.ts';
import { note } from '../runtime/note.ts';
import type { MachineHost } from './machine.ts';
import { nonInviteServer } from './non-invite-server.ts';
import { type Arrival, ServerMachine } from './server-machine.ts';

/** Runs a non-INVITE server transaction (§17.2.2), and keeps RFC 4320. */
export class NonInviteServerMachine extends ServerMachine {
  readonly #isReliable: boolean;

  constructor(host: MachineHost, key: string, arrival: Arrival) {
    super(host, key, 'non-invite-server', nonInviteServer, arrival);
    this.#isReliable = arrival.flow.isReliable;
  }

  override respond(response: SipResponse): void {
    const { status } = response;
    if (status < 200) {
      const refusal = this.#refusesProvisional(status);
      if (refusal === undefined) this.input('send1xx', response);
      else this.#note(refusal);
    } else if (status === 408) {
      // RFC 4320 §4.2
      this.#note('a 408 is not sent to another method than INVITE');
      this.input('giveUp');
    } else {
      this.input('send200-699', response);
      if (this.state === 'completed') this.letGo();
    }
  }

  /** RFC 4320 §4.1: no provisional response but 100, and over UDP none before the client's timer E has reached T2. */
  #refusesProvisional(status: number): string | undefined {
    if (status !== 100) return `a ${status} is not sent to another method than INVITE`;
    if (this.#isReliable) return undefined;
    const ageMs = this.host.runtime.clock.now() - this.startMs;
    return ageMs < (this.timers.Processing ?? 0) ? 'a 100 is not sent this early over UDP' : undefined;
  }

  #note(text: string): void {
    note(this.host.runtime, 'transaction', `${text} (RFC 4320)`);
  }
}
