import type { Sentence } from '@sidetone/phone';
import { createContext, useContext } from 'react';

const ComplaintContext = createContext<(problem: Sentence) => void>(() => undefined);

export const ComplaintProvider = ComplaintContext.Provider;

/** Tells the person why something they asked for did not start, where the control has no place of its own for it. */
export function useComplain(): (problem: Sentence) => void {
  return useContext(ComplaintContext);
}
