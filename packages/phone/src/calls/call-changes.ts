import type { Call, ChangeOutcome } from '@sidetone/sip';
import { sentence, type Sentence } from '../outcomes/sentence.ts';
import type { CallChange } from '../state/call-snapshot.ts';

/** What a person asked to change within one call until it is done, and why the last thing asked for was not done. */
export class CallChanges {
  readonly #call: Call;
  readonly #name: string;
  readonly #onChanged: () => void;
  #changing: CallChange | undefined;
  #problem: Sentence | undefined;
  /** Counts what was asked for: only the last one has something to tell. */
  #count = 0;

  /** @param name of the other end */
  constructor(call: Call, name: string, onChanged: () => void) {
    this.#call = call;
    this.#name = name;
    this.#onChanged = onChanged;
  }

  get changing(): CallChange | undefined {
    return this.#changing;
  }

  get problem(): Sentence | undefined {
    return this.#problem;
  }

  hold(): Promise<void> {
    return this.#ask('hold', this.#call.hold());
  }

  resume(): Promise<void> {
    return this.#ask('resume', this.#call.resume());
  }

  setVideo(isOn: boolean): Promise<void> {
    return this.#ask('video', this.#call.setVideo(isOn));
  }

  /** Tells why something within the call was not done. */
  complain(problem: Sentence | undefined): void {
    this.#problem = problem;
    this.#onChanged();
  }

  async #ask(change: CallChange, answer: Promise<ChangeOutcome>): Promise<void> {
    this.#count += 1;
    const own = this.#count;
    this.#changing = change;
    this.complain(undefined);
    const outcome = await answer;
    if (own !== this.#count) return;
    this.#changing = undefined;
    this.complain(problemOf(change, outcome, this.#name));
  }
}

function problemOf(change: CallChange, outcome: ChangeOutcome, name: string): Sentence | undefined {
  switch (outcome.kind) {
    case 'done':
      return undefined;
    case 'refused':
      return sentence(`change.${change}.refused`, { name, status: outcome.status, phrase: outcome.phrase });
    case 'failed':
      if (change === 'video' && outcome.why.kind === 'media') return sentence(`notice.camera-${outcome.why.error}`);
      return sentence(`change.${change}.failed`, { name });
  }
}
