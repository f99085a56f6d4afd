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
  /** Who has put whom on hold. `none` until it is answered. */
  readonly hold: HoldSnapshot;
  /** What the caller says that the call is about (RFC 3261 §20.36). */
  readonly subject?: string;
  /** How urgent the caller says that it is; absent when nothing was said that is known. */
  readonly priority?: CallPriority;
  /** How an incoming call came here; absent when it came straight from the caller. */
  readonly origin?: CallOriginSnapshot;
  /** What this person asked for and is not done yet. */
  readonly changing?: CallChange;
  /** Why the last thing asked for within the call was not done. Gone with the next one. */
  readonly problem?: Sentence;
  readonly transfer?: TransferSnapshot;
  /** Keypad tones, the newest last and at most 64 of each. */
  readonly dtmf: DtmfSnapshot;
  /** How well the media comes through; absent until it was measured. */
  readonly quality?: QualitySnapshot;
  /** Why the other end cannot hear us, and how to mend it: there is no microphone. */
  readonly receiveOnly?: Sentence;
}

export type HoldSnapshot = 'none' | 'local' | 'remote' | 'both';

/** RFC 3261 §20.26. It may be claimed by anybody. */
export type CallPriority = 'emergency' | 'urgent' | 'normal' | 'non-urgent';

export type CallChange = 'hold' | 'resume' | 'video';

/** What a call says about its way. */
export interface CallOriginSnapshot {
  /** Whom the network vouches for (RFC 3325), where that is not who the caller claims to be. */
  readonly asserted?: PartySnapshot;
  /** Who transferred the caller here (RFC 3892). */
  readonly referredBy?: PartySnapshot;
  /** Who forwarded the call here, the last one (RFC 5806, RFC 7044). */
  readonly forwardedBy?: PartySnapshot;
}

/** A transfer: of the other end to somebody else (`local`), or of this end by the other one (`remote`). */
export interface TransferSnapshot {
  readonly by: 'local' | 'remote';
  readonly target: PartySnapshot;
  readonly state:
    /** The other end is asked to call there; nothing came back. */
    | { readonly kind: 'asking' }
    | { readonly kind: 'progress'; readonly progress: Sentence }
    /** They are connected; this call is about to end. */
    | { readonly kind: 'connected' }
    /** It did not come about; this call goes on. */
    | { readonly kind: 'failed'; readonly why: Sentence };
}

export interface DtmfSnapshot {
  readonly sent: string;
  readonly received: string;
}

/** How sound and picture come through, over the last few seconds. */
export interface QualitySnapshot {
  readonly level: 'good' | 'fair' | 'poor';
  readonly lossPercent: number;
  readonly jitterMs: number;
  readonly roundTripMs?: number;
  /** Estimated mean opinion score, 1 to 4.5 (ITU-T G.107). */
  readonly mos: number;
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
