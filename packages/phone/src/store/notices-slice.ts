import type { Runtime } from '@sidetone/sip';
import type { Sentence } from '../outcomes/sentence.ts';
import type { Aor } from '../state/basics.ts';
import type { NoticeSnapshot } from '../state/notice-snapshot.ts';
import type { PhoneStore } from './phone-store.ts';

/** So many notices wait to be dismissed; older ones go. */
const MOST_NOTICES = 20;

/** The notices of the store. */
export class NoticesSlice {
  readonly #store: PhoneStore;
  readonly #runtime: Runtime;

  constructor(store: PhoneStore, runtime: Runtime) {
    this.#store = store;
    this.#runtime = runtime;
  }

  /** The same sentence about the same person is shown once, with its newest time. */
  add(tone: NoticeSnapshot['tone'], sentence: Sentence, about?: Aor): void {
    const { clock, random } = this.#runtime;
    const notice: NoticeSnapshot = {
      id: random.token(48),
      at: clock.epoch(),
      tone,
      sentence,
      ...(about === undefined ? {} : { about }),
    };
    const isOther = (known: NoticeSnapshot): boolean => known.sentence.key !== sentence.key || known.about !== about;
    this.#store.setState(({ notices }) => ({
      notices: [...notices.filter(isOther), notice].slice(-MOST_NOTICES),
    }));
  }

  dismiss(id: string): void {
    this.#store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
  }
}
