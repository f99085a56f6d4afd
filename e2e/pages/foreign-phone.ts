/** A phone on a stack that is not ours, in a page. Tests drive it, and read what it says of itself. */
export interface ForeignPhone {
  readonly seen: ForeignPhoneView;
  /** Registers, again if it has before. */
  register(): Promise<void>;
  unregister(): void;
  call(target: string): void;
  answer(): void;
  /** Refuses the call that came last. @param contact where the caller is sent, with a 3xx */
  refuse(status: number, contact?: string): void;
  hangUp(): void;
  hangUpAll(): void;
  hold(): void;
  resume(): void;
  /** One tone: in the media (RFC 4733) or in an INFO of type application/dtmf-relay. */
  sendTone(tone: string, how: 'media' | 'info'): void;
  /** Blind transfer by REFER. */
  transfer(target: string): void;
  message(target: string, text: string): Promise<void>;
  callAnonymously(target: string): void;
  subscribe(target: string): void;
  unsubscribe(): void;
  // Not every stack can do these.
  callWithoutOffer?(target: string): void;
  /** Sends sound before the call that came last is answered. */
  progress?(): void;
  askOptions?(target: string): void;
  publish?(agent: string): void;
  unpublish?(): void;
}

export interface ForeignPhoneView {
  isRegistered: boolean;
  call: 'none' | 'calling' | 'incoming' | 'talking' | 'ended';
  /** How many calls have come. */
  callsTaken: number;
  /** Who the call is with. */
  remote: string;
  isHeldByRemote: boolean;
  readonly tones: string[];
  readonly messages: string[];
  /** What became of a transfer: the last status that was told. */
  transferStatus: number | undefined;
  /** What the stack complained of. */
  readonly problems: string[];
}

export interface ForeignAccount {
  readonly webSocketUrl: string;
  readonly user: string;
  readonly domain: string;
  readonly password: string;
}

declare global {
  interface Window {
    startForeignPhone(account: ForeignAccount): ForeignPhone;
    foreignPhone: ForeignPhone;
  }
}

export function emptyView(): ForeignPhoneView {
  return {
    isRegistered: false,
    call: 'none',
    callsTaken: 0,
    remote: '',
    isHeldByRemote: false,
    tones: [],
    messages: [],
    transferStatus: undefined,
    problems: [],
  };
}

/** Plays what comes in, where the test listens. */
export function play(track: MediaStreamTrack): void {
  const element = document.querySelector('audio') ?? document.body.appendChild(document.createElement('audio'));
  element.autoplay = true;
  element.srcObject = new MediaStream([track]);
}
