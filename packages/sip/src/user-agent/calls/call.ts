import type { DialogId } from '../../dialog/dialog.ts';
import type { NameAddr } from '../../grammar/name-addr.ts';
import type { Uri } from '../../grammar/uri.ts';
import type { MediaEndpoint, MediaWant } from '../../media/media-endpoint.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { Emitter } from '../../runtime/emitter.ts';
import type { MediaKind } from '../../sdp/session-description.ts';
import type { InfoUriValue } from '../../message/headers/info-uris.ts';
import type { ReasonValue } from '../../message/headers/notices.ts';
import type { EndReason } from '../core/end-reason.ts';
import type { MessageOutcome, OutgoingMessage } from '../messages/message-types.ts';
import type { AnswerModeWish } from './call-options.ts';
import type { Tone } from './features/dtmf-relay.ts';
import type { IncomingInfo, OutgoingInfo } from './features/info.ts';
import type { Transfer, TransferOptions } from './features/transfer.ts';
import type { RequestResult } from './features/request-result.ts';
import type { DtmfOptions, DtmfOutcome } from './features/dtmf-outcome.ts';

/** Who put the other one on hold (RFC 3264 §8.4): this end (`local`), the other end (`remote`), or each the other. */
export type Hold = 'none' | 'local' | 'remote' | 'both';

/** What came of a change within a call. */
export type ChangeOutcome =
  /** In force, or replaced by a later wish. */
  | { readonly kind: 'done' }
  /** The other end refused it; the call goes on as before. */
  | { readonly kind: 'refused'; readonly status: number; readonly phrase: string }
  /** There is no call that could be changed, or media could not be had. */
  | { readonly kind: 'failed'; readonly why: EndReason };

/**
 * State of a call, named as in RFC 4235 §3.7.1, with two of our own while devices are opened.
 *
 * ```
 * outgoing  preparing → trying → proceeding → early → confirmed → terminated
 * incoming  trying → early → answering → confirmed → terminated
 * ```
 * Every state may go to `terminated`, and states may be left out; none comes back.
 */
export type CallState =
  /** Outgoing: devices are being opened; nothing is sent. */
  | { readonly kind: 'preparing' }
  /** Outgoing: the INVITE is out. Incoming: the INVITE is here and nothing rings. */
  | { readonly kind: 'trying' }
  /** A provisional response without a To tag: the network is at work. 100, 181, 182… */
  | { readonly kind: 'proceeding'; readonly status: number; readonly phrase: string }
  /** Ringing (180), or other progress of the far end (181, 182, 183). */
  | {
      readonly kind: 'early';
      readonly status: number;
      readonly phrase: string;
      /** `rendered`: the far end sends tones or announcements, so that no ring tone of our own is due. */
      readonly earlyMedia: 'none' | 'rendered';
    }
  /** Incoming: accepted here; devices are being opened and the answer is on its way. */
  | { readonly kind: 'answering' }
  /** Answered. */
  | { readonly kind: 'confirmed'; readonly since: EpochMs; readonly hold: Hold }
  | { readonly kind: 'terminated'; readonly why: EndReason };

/** What a call tells of itself. */
export interface CallEvents {
  /** The state or the media endpoint changed; read them from the call. */
  changed: Call;
  /** A tone that the other end sent by INFO. Tones in the sound are for who records it; no browser tells of them. */
  dtmf: Tone;
  /** An INFO of one of the packages of `UserAgentOptions.infoPackages`. */
  info: IncomingInfo;
  /** A transfer of the other end has begun, made progress, or come to its end. */
  transfer: Transfer;
}

/** One call, from the first INVITE to its end. */
export interface Call extends Pick<Emitter<CallEvents>, 'on'> {
  /** Unique among the calls of this user agent. Not the Call-ID. */
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  /** The other end, as it names itself once it is known; its tag is left out. */
  readonly remote: NameAddr;
  /** Subject of the INVITE (RFC 3261 §20.36). */
  readonly subject: string | undefined;
  /** What the INVITE says about itself; frozen. */
  readonly details: CallDetails;
  /**
   * Names the dialog, as others have to (RFC 3261 §12): of a call that was answered, and of an incoming one from its INVITE on.
   * Undefined while an outgoing call may still be answered by several ends.
   */
  readonly dialogId: DialogId | undefined;
  readonly state: CallState;
  /** What this end wants to send now. */
  readonly sending: MediaWant;
  /** Set while media is open. It is replaced when the other end moves, so do not keep it, and mute through `setMuted`. */
  readonly media: MediaEndpoint | undefined;

  /** What `setMuted` has stopped. */
  readonly muted: ReadonlySet<MediaKind>;

  /** Stops or resumes sending a kind, also on an endpoint that takes the place of this one. */
  setMuted(kind: MediaKind, isMuted: boolean): void;

  /**
   * Ends the call whatever its state: CANCEL for an outgoing call without an answer, 603 for an incoming one, BYE for an
   * established one. The state is `terminated` when this returns; what is left to send is sent behind it. Idempotent.
   * @param reason goes into the CANCEL, the 603 or the BYE (RFC 3326)
   */
  hangUp(reason?: ReasonValue): void;

  /**
   * Looks for a new path for media (re-INVITE with an ICE restart), as after the path between the ends was lost. Asked again
   * before the path is there, it opens media anew. Without effect unless the call is confirmed.
   */
  restartMedia(): void;

  /**
   * Puts the other end on hold (RFC 3264 §8.4), whether or not it has put this one on hold. The last wish counts: a change
   * that meets one of the other end, or a lost connection, is tried again. Never rejects.
   */
  hold(): Promise<ChangeOutcome>;

  /** Takes the other end off hold. As `hold`. */
  resume(): Promise<ChangeOutcome>;

  /** Adds a picture of ours to the call, or takes it away. As `hold`. */
  setVideo(isOn: boolean): Promise<ChangeOutcome>;

  /**
   * Sends tones: in the sound (RFC 4733), else by INFO, one after another. Never rejects.
   * @param tones of `0` to `9`, `*`, `#`, `A` to `D`, and `,` for a pause of 2 s
   * @throws {RangeError} when `tones` is empty or has another character
   */
  sendDtmf(tones: string, options?: DtmfOptions): Promise<DtmfOutcome>;

  /**
   * Tells the other end something within the call (RFC 6086). Never rejects. A package that the other end does not take is
   * refused with 469 and not sent.
   */
  sendInfo(info: OutgoingInfo): Promise<RequestResult>;

  /**
   * Sends the other end to somebody else (RFC 3515, RFC 5589). When it has got through, the call ends with `transferred`;
   * when not, the call goes on as it was, on hold if it was.
   * @param to an address, or another answered call: then its other end and this one's get each other (RFC 3891)
   */
  transfer(to: Uri | Call, options?: TransferOptions): Transfer;

  /**
   * Sends a message that belongs to the call (RFC 3428 §4). Never rejects. Those of the other end arrive by
   * `UserAgent.onMessage`, with the `callId` of this call.
   */
  sendMessage(message: OutgoingMessage): Promise<MessageOutcome>;
}

/** A call that this user agent placed. */
export interface OutgoingCall extends Call {
  readonly direction: 'outgoing';
}

/** A call that someone else placed to this user agent. */
export interface IncomingCall extends Call {
  readonly direction: 'incoming';
  /** What the caller offers to send; both true when the INVITE had no offer. */
  readonly offered: MediaWant;

  /** Tells the caller that a person is being alerted (180). Without effect once answered or ended. */
  ring(): void;

  /**
   * Sends sound before the answer, such as an announcement (183): opens media, and describes it, reliably when the caller can
   * acknowledge it (RFC 3262). When devices fail, or the INVITE has no offer and the caller cannot acknowledge, the caller
   * just hears of progress. Without effect once answered or ended. Never rejects.
   * @param want sound without picture by default
   */
  progress(want?: MediaWant): Promise<void>;

  /**
   * Answers: opens media, sends 200. Settles when the answer is sent or the call ended; it never rejects. A failure of the
   * devices ends the call with `{ kind: 'media' }` and answers the caller 480.
   */
  accept(want: MediaWant): Promise<void>;

  /** Refuses. @param status 300 to 699; 486 by default, 603 says that no other device should ring on */
  reject(status?: number, options?: RejectOptions): void;
}

/** What a refusal may say besides its status. */
export interface RejectOptions {
  /** RFC 3326. */
  readonly reason?: ReasonValue;
  /** Where to call instead, for 300 to 399 and 485. */
  readonly contacts?: readonly NameAddr[];
  /** When to call again, in seconds (RFC 3261 §20.33). */
  readonly retryAfterSec?: number;
}

/** What an INVITE says about itself. Lists are empty when it says nothing; all of it is the caller's word, or the network's. */
export interface CallDetails {
  /** Call-ID of the INVITE. It stands in every message of the call. */
  readonly callId: string;
  /** Subject (RFC 3261 §20.36). */
  readonly subject: string | undefined;
  /** Priority (RFC 3261 §20.26), such as `urgent`; what follows from it is up to the application. */
  readonly priority: string | undefined;
  /** How to ring (RFC 3261 §20.4); URNs by RFC 7462. */
  readonly alertInfo: readonly InfoUriValue[];
  /** Icons, cards and pages of the caller (RFC 3261 §20.9). URIs of strangers are not to be opened unasked. */
  readonly callInfo: readonly InfoUriValue[];
  /** Whether the phone is asked to answer by itself (RFC 5373). It is up to the application whether that is allowed. */
  readonly answerMode: AnswerModeWish | undefined;
  /** Who calls, as the network says (RFC 3325 §9.1). To be believed only behind a server that removes what others write. */
  readonly assertedIdentity: readonly NameAddr[];
  /** What the caller wants kept private (RFC 3323 §4.2). */
  readonly privacy: readonly string[];
  /** Where the call was sent before, in the order of `index` (RFC 7044 §5.1). */
  readonly history: readonly NameAddr[];
  /** Who diverted the call, the latest first, with `reason` among the parameters (RFC 5806). */
  readonly diversion: readonly NameAddr[];
  /** Who asked the caller to call (RFC 3892). */
  readonly referredBy: NameAddr | undefined;
  /** The call here whose place this one takes (RFC 3891). */
  readonly replaces: Call | undefined;
  /** The call here that this one wants to join (RFC 3911). Mixing their media is up to the application. */
  readonly joins: Call | undefined;
}
