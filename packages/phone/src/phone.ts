import type { StoreApi } from 'zustand/vanilla';
import type { PhoneCommands } from './commands/phone-commands.ts';
import type { PhoneState } from './state/phone-state.ts';

/** A media stream of the platform, opaque here; the user interface knows what it is. */
export type MediaStreamLike = object;

export interface MediaStreams {
  readonly local?: MediaStreamLike;
  readonly remote?: MediaStreamLike;
}

/** A telephone without a face: a store of plain snapshots, and commands. */
export interface Phone {
  readonly store: StoreApi<PhoneState>;
  readonly commands: PhoneCommands;
  /** The live streams of a call. They change with the call's snapshot, so read them when it changes. */
  mediaStreams(callId: string): MediaStreams;
  /** The platform woke up: the network is back, or the page is visible again. Reconnects now (DESIGN D15). */
  wake(): void;
  /** The platform says that there is no network. */
  sleep(): void;
  /** Ends everything and releases what is held; for the end of the page and of tests. */
  close(): Promise<void>;
}
