import type { Sentence } from '../outcomes/sentence.ts';
import type { EpochMs, PartySnapshot } from './basics.ts';

export interface CallSnapshot {
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly remote: PartySnapshot;
  /** When it was dialled, or when it came in. */
  readonly startedAt: EpochMs;
  /** Whether video was asked for: by us when outgoing, by the caller when incoming. */
  readonly video: boolean;
  readonly state: CallStateSnapshot;
  readonly media: CallMediaSnapshot;
}

/** State of a call. Names after RFC 4235 §3.7.1, and two of our own for what a person waits for. */
export type CallStateSnapshot =
  /** Outgoing: the microphone is being opened. The browser may be asking for permission. */
  | { readonly kind: 'preparing' }
  /** Outgoing: the INVITE is sent and nothing came back. Incoming: not rung yet. */
  | { readonly kind: 'trying' }
  /** Outgoing: somebody on the way works on it (100, 181, 182, 183 without a ringing phone). */
  | { readonly kind: 'proceeding'; readonly status: number; readonly progress: Sentence }
  /** It rings: there (outgoing), or here (incoming). `progress` is absent on incoming calls. */
  | { readonly kind: 'early'; readonly status: number; readonly progress?: Sentence }
  /** Incoming: accepted here; the microphone is being opened and the answer is on its way. */
  | { readonly kind: 'answering' }
  /** Talking. `since` counts the duration. */
  | { readonly kind: 'confirmed'; readonly since: EpochMs }
  | { readonly kind: 'terminated'; readonly at: EpochMs; readonly outcome: CallOutcome };

/** How a call ended. */
export interface CallOutcome {
  readonly sentence: Sentence;
  /** `neutral`: as wanted; `missed`: an incoming call not taken; `failed`: it did not come about, or it broke. */
  readonly tone: 'neutral' | 'missed' | 'failed';
  /** The final status code of SIP, when there was one. */
  readonly status?: number;
  /** When it was answered, if it was. `at - answeredAt` is the duration. */
  readonly answeredAt?: EpochMs;
  /** Addresses to call instead (3xx and 485); empty otherwise. */
  readonly choices: readonly CallChoice[];
}

export interface CallChoice {
  readonly label: string;
  /** What to give to the `call` command. */
  readonly target: string;
}

/** What is heard and seen. The streams themselves come from `phone.mediaStreams(callId)`. */
export interface CallMediaSnapshot {
  readonly microphone: 'live' | 'muted' | 'absent';
  /** `off`: there is one, and it is switched off. `absent`: the call has no picture of ours. */
  readonly camera: 'live' | 'off' | 'absent';
  readonly remoteAudio: 'live' | 'muted' | 'absent';
  readonly remoteVideo: 'live' | 'off' | 'absent';
  /** The path of sound and picture (ICE and DTLS together). */
  readonly connection: 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed';
}
