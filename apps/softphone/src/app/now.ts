import { createContext, useContext, useEffect, useState } from 'react';

/** The wall clock of the page, in ms since 1970; the gallery puts a still one here. */
const ClockContext = createContext<() => number>(() => Date.now());

export const ClockProvider = ClockContext.Provider;

/** The time now, again every `everyMs` while the component is shown. */
export function useNow(everyMs: number): number {
  const read = useContext(ClockContext);
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), everyMs);
    return () => clearInterval(timer);
  }, [read, everyMs]);
  return now;
}
