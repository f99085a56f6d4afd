import type { Aor } from '@sidetone/phone';
import { createContext, useContext } from 'react';

const DraftsContext = createContext<Map<Aor, string>>(new Map());

export const DraftsProvider = DraftsContext.Provider;

/** What was begun and not sent, by person. */
export function useDrafts(): Map<Aor, string> {
  return useContext(DraftsContext);
}
