import type { Call, Transfer, Uri } from '@sidetone/sip';
import { transferFailure } from '../outcomes/call-outcome.ts';
import { sentence, type SentenceKey } from '../outcomes/sentence.ts';
import type { PartySnapshot } from '../state/basics.ts';
import type { TransferSnapshot } from '../state/call-snapshot.ts';
import type { CallChanges } from './call-changes.ts';

export interface CallTransferParts {
  readonly call: Call;
  readonly changes: CallChanges;
  /** Name of the other end, who is transferred. */
  readonly name: string;
  readonly uri: Uri;
  readonly target: PartySnapshot;
  readonly onChanged: () => void;
}

const progressKeys: Readonly<Record<number, SentenceKey>> = {
  100: 'transfer.trying',
  180: 'transfer.ringing',
  182: 'transfer.queued',
};

/**
 * A transfer of the other end to somebody else (RFC 5589 §6): they wait on hold, and come back when it fails. When it is
 * done, the call ends by itself.
 */
export class CallTransfer {
  readonly #parts: CallTransferParts;
  #state: TransferSnapshot['state'] = { kind: 'asking' };
  #putOnHold = false;
  #hasRung = false;

  constructor(parts: CallTransferParts) {
    this.#parts = parts;
    void this.#start();
  }

  get snapshot(): TransferSnapshot {
    return { by: 'local', target: this.#parts.target, state: this.#state };
  }

  async #start(): Promise<void> {
    const { call, changes, uri } = this.#parts;
    if (call.sending.hold !== true) {
      this.#putOnHold = true;
      await changes.hold();
    }
    // It may have ended meanwhile.
    if (call.state.kind !== 'confirmed') return;
    const transfer = call.transfer(uri);
    transfer.on('changed', () => this.#changed(transfer));
    this.#changed(transfer);
  }

  #changed({ state }: Transfer): void {
    const { changes, name, target, onChanged } = this.#parts;
    switch (state.kind) {
      case 'asking':
        break;
      case 'trying':
        this.#state = { kind: 'progress', progress: sentence('transfer.trying', { target: target.displayName }) };
        break;
      case 'progress':
        if (state.status === 180) this.#hasRung = true;
        this.#state = {
          kind: 'progress',
          progress: sentence(progressKeys[state.status] ?? 'transfer.on-its-way', { target: target.displayName }),
        };
        break;
      case 'done':
        this.#state = { kind: 'connected' };
        break;
      case 'failed': {
        const wasAsked = this.#state.kind !== 'asking';
        this.#state = {
          kind: 'failed',
          why: transferFailure(state.why, { name, target: target.displayName, wasAsked, hasRung: this.#hasRung }),
        };
        if (this.#putOnHold) void changes.resume();
      }
    }
    onChanged();
  }
}
