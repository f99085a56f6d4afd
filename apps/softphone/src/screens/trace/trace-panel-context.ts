import { createContext, useContext } from 'react';

export interface TracePanelState {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

const TracePanelContext = createContext<TracePanelState>({ open: false, setOpen: () => undefined });

export const TracePanelProvider = TracePanelContext.Provider;

/** Whether the trace is beside the page, and the switch for it. */
export function useTracePanel(): TracePanelState {
  return useContext(TracePanelContext);
}
