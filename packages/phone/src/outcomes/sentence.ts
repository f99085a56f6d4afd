import { callSentences } from './call-sentences.ts';
import { inCallSentences } from './in-call-sentences.ts';
import { localSentences } from './local-sentences.ts';
import { messageSentences } from './message-sentences.ts';
import { noticeSentences } from './notice-sentences.ts';
import { signInSentences } from './sign-in-sentences.ts';

/**
 * Every sentence of the phone in English, by key. A flat catalogue for i18next: load it with `keySeparator: false` and
 * `nsSeparator: false`. `{{param}}` marks where a parameter goes.
 */
export const english = {
  ...callSentences,
  ...localSentences,
  ...inCallSentences,
  ...messageSentences,
  ...signInSentences,
  ...noticeSentences,
} as const;

export type SentenceKey = keyof typeof english;

/** A sentence to be shown: the key of a catalogue and its parameters. Plain data, so that it can stand in a snapshot. */
export interface Sentence {
  readonly key: SentenceKey;
  readonly params: Readonly<Record<string, string | number>>;
}

export function sentence(key: SentenceKey, params: Sentence['params'] = {}): Sentence {
  return { key, params };
}

/** The sentence as text, in English or from another catalogue with the same keys. */
export function sentenceText(
  { key, params }: Sentence,
  catalogue: Readonly<Record<SentenceKey, string>> = english,
): string {
  return catalogue[key].replaceAll(/\{\{(\w+)\}\}/g, (mark, name: string) => String(params[name] ?? mark));
}
