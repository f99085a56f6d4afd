import type { Call } from '@sidetone/sip';
import { sentence } from '../outcomes/sentence.ts';
import type { DtmfSnapshot } from '../state/call-snapshot.ts';
import type { CallChanges } from './call-changes.ts';

/** So many tones are shown; older ones go. */
const MOST_TONES = 64;

/** The keypad tones of one call, sent and received. */
export class CallTones {
  readonly #call: Call;
  readonly #name: string;
  readonly #changes: CallChanges;
  readonly #onChanged: () => void;
  #snapshot: DtmfSnapshot = { sent: '', received: '' };

  /** @param name of the other end. @param changes what tells that tones were not taken */
  constructor(call: Call, name: string, changes: CallChanges, onChanged: () => void) {
    this.#call = call;
    this.#name = name;
    this.#changes = changes;
    this.#onChanged = onChanged;
    call.on('dtmf', ({ tone }) => {
      this.#snapshot = { ...this.#snapshot, received: newest(this.#snapshot.received + tone) };
      this.#onChanged();
    });
  }

  get snapshot(): DtmfSnapshot {
    return this.#snapshot;
  }

  /** Sends what of the text is a tone (RFC 4733 §3.2). */
  async send(text: string): Promise<void> {
    const tones = text.toUpperCase().replaceAll(/[^0-9*#A-D]/g, '');
    if (tones === '') return;
    this.#snapshot = { ...this.#snapshot, sent: newest(this.#snapshot.sent + tones) };
    this.#onChanged();
    const outcome = await this.#call.sendDtmf(tones);
    const name = this.#name;
    if (outcome.kind === 'refused') {
      this.#changes.complain(sentence('dtmf.refused', { name, status: outcome.status, phrase: outcome.phrase }));
    } else if (outcome.kind === 'failed' && this.#call.state.kind === 'confirmed') {
      this.#changes.complain(sentence('dtmf.failed', { name }));
    }
  }
}

function newest(tones: string): string {
  return tones.slice(-MOST_TONES);
}
