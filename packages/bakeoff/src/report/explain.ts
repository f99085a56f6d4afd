import { sentence, type Verdict } from '../scenario/judgement.ts';

/** What a verdict says besides its kind, a sentence each; nothing for a pass. */
export function explain(verdict: Verdict): readonly string[] {
  switch (verdict.kind) {
    case 'pass':
      return [];
    case 'fail':
      return verdict.failed.map(sentence);
    case 'inconclusive':
    case 'not applicable':
      return [verdict.why];
  }
}
