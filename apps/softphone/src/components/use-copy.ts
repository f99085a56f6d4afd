import { useState } from 'react';

export type Copying = 'idle' | 'copied' | 'not-copied';

/** Puts a text on the clipboard when told to, and says what came of it. */
export function useCopy(text: string): readonly [Copying, () => void] {
  const [copying, setCopying] = useState<Copying>('idle');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopying('copied'),
      () => setCopying('not-copied'),
    );
  };
  return [copying, copy];
}
