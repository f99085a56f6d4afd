import { useSyncExternalStore } from 'react';

/** The width from which the page has two panes, as in Shell.module.css. */
const WIDE = '(min-width: 52rem)';

/** Whether there is room for more than what a telephone in a hand can show. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, isWide, isNarrow);
}

function subscribe(changed: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

const isWide = (): boolean => matchMedia(WIDE).matches;
const isNarrow = (): boolean => false;
