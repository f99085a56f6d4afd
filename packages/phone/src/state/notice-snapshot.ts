import type { Sentence } from '../outcomes/sentence.ts';
import type { Aor, EpochMs } from './basics.ts';

/** Something to tell that belongs to no screen. Stays until it is dismissed. */
export interface NoticeSnapshot {
  readonly id: string;
  readonly at: EpochMs;
  readonly tone: 'info' | 'warning' | 'error';
  readonly sentence: Sentence;
  /** Whom it is about: offer to call or to write. */
  readonly about?: Aor;
}
