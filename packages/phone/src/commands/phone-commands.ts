import type { Sentence } from '../outcomes/sentence.ts';
import type { Aor } from '../state/basics.ts';
import type { CallPriority } from '../state/call-snapshot.ts';
import type { DeviceKind } from '../state/devices-snapshot.ts';
import type { OwnStatus } from '../state/roster-snapshot.ts';

/** What came of a command at once. What follows later is seen in the store. */
export type CommandResult<T = undefined> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Sentence };

export interface SignInInput {
  /** WebSocket URL of the gateway; without one, the first URL of `describeServer`. */
  readonly url?: string;
  readonly user: string;
  /** Without one, the domain of `describeServer`. */
  readonly domain?: string;
  readonly password: string;
  readonly displayName?: string;
}

/** `/config.json` of the server. */
export interface ServerConfig {
  readonly domain: string;
  readonly webSocketUrls: readonly string[];
  readonly demoAccounts: readonly { readonly user: string; readonly password: string; readonly displayName: string }[];
}

export interface AnswerOptions {
  readonly video: boolean;
}

export interface CallOptions extends AnswerOptions {
  /** What the call is about, for the other end to see while it rings. Blank counts as none. */
  readonly subject?: string;
  readonly priority?: CallPriority;
}

export type MediaKind = 'audio' | 'video';

/** One command per action of a person. None throws: what is wrong is in the result, or in the store. */
export interface PhoneCommands {
  /** Tells the phone what server the page came from: default domain and URL, demo accounts. */
  describeServer(config: ServerConfig): void;
  signIn(input: SignInInput): CommandResult;
  /** One click: signs in with the demo account of that name. */
  signInAsDemo(user: string): CommandResult;
  /** Ends calls, unregisters, and closes the connection. */
  signOut(): void;
  /** Signs in again with the password that is still known, or reconnects now instead of waiting. */
  retrySignIn(): void;

  /** `target` is what was typed: `bob`, `bob@example.com`, `sip:…`, `tel:…` or a number. Gives the id of the call. */
  call(target: string, options: CallOptions): CommandResult<string>;
  answer(callId: string, options: AnswerOptions): void;
  /** Declines an incoming call: 603 for good, so that no other device of ours rings on. */
  reject(callId: string): void;
  /** Ends a call: CANCEL while it rings, BYE when it is answered. */
  hangUp(callId: string): void;
  setMuted(callId: string, kind: MediaKind, muted: boolean): void;
  /** Puts the other end on hold: nothing is heard or seen either way. What comes of it is in the call's snapshot. */
  hold(callId: string): void;
  resume(callId: string): void;
  /** Adds our picture to the call. */
  addVideo(callId: string): void;
  /** Takes our picture out of the call and releases the camera. */
  dropVideo(callId: string): void;
  /** Sends keypad tones, in order: `0` to `9`, `*`, `#`, `A` to `D`. Other characters are left out. */
  sendDtmf(callId: string, tones: string): void;
  /** Sends the other end to whom was typed, and ends our part of the call when they are connected. */
  transfer(callId: string, target: string): CommandResult;
  /** The person has read what went wrong within the call. */
  dismissProblem(callId: string): void;
  /** Takes an ended call off the screen. */
  dismissCall(callId: string): void;

  /** Looks what is plugged in. Also done by itself whenever that changes. */
  refreshDevices(): void;
  /** Asks the person for permission to use microphone and camera, so that all devices can be listed before the first call. */
  askForDevices(): void;
  /** Uses a device from now on, also in the running call. It is remembered. @param id undefined for the platform's own */
  chooseDevice(kind: DeviceKind, id: string | undefined): void;

  /** Opens a chat with what was typed. Gives the key of the chat. */
  openChat(target: string): CommandResult<Aor>;
  /** Gives the id of the message. The delivery is seen in the chat. */
  sendMessage(aor: Aor, text: string): CommandResult<string>;
  retryMessage(aor: Aor, messageId: string): void;
  /** The chat is on the screen and was seen. */
  markRead(aor: Aor): void;
  removeChat(aor: Aor): void;

  addBuddy(target: string, displayName?: string): CommandResult<Aor>;
  removeBuddy(aor: Aor): void;
  setPresence(status: OwnStatus, note: string): void;

  dismissNotice(noticeId: string): void;
  clearTrace(): void;
}
