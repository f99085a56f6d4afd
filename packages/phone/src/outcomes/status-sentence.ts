import { reasonPhrase } from '@sidetone/sip';
import { english, sentence, type Sentence, type SentenceKey } from './sentence.ts';

/** What a final or provisional response was about. Each has sentences of its own. */
export type Matter = 'call' | 'message' | 'sign-in';

/**
 * The sentence for a status code: its own, else that of its class (RFC 3261 §8.1.3.2), else one for what is no status code.
 * @param phrase reason phrase of the response, shown where the code says too little
 */
export function statusSentence(matter: Matter, status: number, phrase: string, params: Sentence['params']): Sentence {
  const own = `${matter}.${status}`;
  const ofClass = `${matter}.${Math.floor(status / 100)}xx`;
  const key = [own, ofClass].find(isKey) ?? (`${matter}.unknown` satisfies SentenceKey);
  return sentence(key, { ...params, status, phrase: phrase || reasonPhrase(status) });
}

function isKey(key: string): key is SentenceKey {
  return Object.hasOwn(english, key);
}
