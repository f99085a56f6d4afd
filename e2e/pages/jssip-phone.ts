import JsSIP from 'jssip';
import { emptyView, type ForeignAccount, type ForeignPhone, play } from './foreign-phone.ts';

type UserAgent = InstanceType<typeof JsSIP.UA>;
type Session = ReturnType<UserAgent['call']>;
type Subscriber = ReturnType<UserAgent['subscribe']>;

const MEDIA = { mediaConstraints: { audio: true, video: false } };

class JsSipPhone implements ForeignPhone {
  readonly seen = emptyView();
  readonly #userAgent: UserAgent;
  #session: Session | undefined;
  #subscriber: Subscriber | undefined;

  constructor({ webSocketUrl, user, domain, password }: ForeignAccount) {
    this.#userAgent = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(webSocketUrl)],
      uri: `sip:${user}@${domain}`,
      password,
      register: true,
    });
    this.#userAgent.on('registered', () => (this.seen.isRegistered = true));
    this.#userAgent.on('registrationFailed', ({ cause }: { cause?: string }) => this.seen.problems.push(String(cause)));
    this.#userAgent.on('newRTCSession', ({ session }: { session: Session }) => this.#take(session));
    this.#userAgent.on(
      'newMessage',
      ({ originator, request }: { originator: string; request: { body?: string } }) =>
        void (originator === 'remote' && this.seen.messages.push(request.body ?? '')),
    );
  }

  register(): Promise<void> {
    return new Promise((resolve) => {
      this.#userAgent.on('registered', () => resolve());
      if (this.#userAgent.isConnected()) this.#userAgent.register();
      else this.#userAgent.start();
    });
  }

  unregister(): void {
    this.#userAgent.unregister();
  }

  call(target: string): void {
    this.#userAgent.call(target, MEDIA);
  }

  answer(): void {
    this.#session?.answer(MEDIA);
  }

  refuse(status: number, contact?: string): void {
    const extraHeaders = contact === undefined ? [] : [`Contact: <${contact}>`];
    this.#session?.terminate({ status_code: status, extraHeaders });
  }

  hangUp(): void {
    this.#session?.terminate();
  }

  hangUpAll(): void {
    this.#userAgent.terminateSessions();
  }

  hold(): void {
    this.#session?.hold();
  }

  resume(): void {
    this.#session?.unhold();
  }

  sendTone(tone: string, how: 'media' | 'info'): void {
    this.#session?.sendDTMF(tone, {
      transportType: how === 'media' ? JsSIP.C.DTMF_TRANSPORT.RFC2833 : JsSIP.C.DTMF_TRANSPORT.INFO,
    });
  }

  transfer(target: string): void {
    const told = ({ status_line }: { status_line: { status_code: number } }): void => {
      this.seen.transferStatus = status_line.status_code;
    };
    this.#session?.refer(target, { eventHandlers: { trying: told, progress: told, accepted: told, failed: told } });
  }

  message(target: string, text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#userAgent.sendMessage(target, text, {
        eventHandlers: {
          succeeded: () => resolve(),
          failed: ({ cause }: { cause?: string }) => reject(new Error(String(cause))),
        },
      });
    });
  }

  callAnonymously(target: string): void {
    this.#userAgent.call(target, { ...MEDIA, anonymous: true });
  }

  askOptions(target: string): void {
    // Its types do not know it.
    (this.#userAgent as unknown as { sendOptions(uri: string): void }).sendOptions(target);
  }

  subscribe(target: string): void {
    this.#subscriber = this.#userAgent.subscribe(target, 'presence', 'application/pidf+xml', { expires: 600 });
    this.#subscriber.subscribe();
  }

  unsubscribe(): void {
    this.#subscriber?.terminate();
  }

  #take(session: Session): void {
    this.#session = session;
    const isIncoming = session.direction.toString() === 'incoming';
    if (isIncoming) this.seen.callsTaken += 1;
    this.seen.call = isIncoming ? 'incoming' : 'calling';
    this.seen.remote = session.remote_identity.uri.user;
    this.seen.isHeldByRemote = false;
    const listen = (connection: RTCPeerConnection): void =>
      connection.addEventListener('track', ({ track }) => track.kind === 'audio' && play(track));
    // An outgoing session has its connection already.
    const { connection } = session as { connection: RTCPeerConnection | null };
    if (connection !== null) listen(connection);
    session.on('peerconnection', ({ peerconnection }: { peerconnection: RTCPeerConnection }) => listen(peerconnection));
    session.on('confirmed', () => (this.seen.call = 'talking'));
    session.on('ended', () => (this.seen.call = 'ended'));
    session.on('failed', ({ cause }: { cause: string }) => {
      this.seen.call = 'ended';
      this.seen.problems.push(cause);
    });
    session.on('hold', ({ originator }: { originator: string }) => {
      if (originator === 'remote') this.seen.isHeldByRemote = true;
    });
    session.on('unhold', ({ originator }: { originator: string }) => {
      if (originator === 'remote') this.seen.isHeldByRemote = false;
    });
    session.on('newDTMF', ({ originator, dtmf }: { originator: string; dtmf: { tone: string } }) => {
      if (originator === 'remote') this.seen.tones.push(dtmf.tone);
    });
    session.on('refer', ({ accept }: { accept: Function }) => accept(undefined, MEDIA));
  }
}

window.startForeignPhone = (account) => new JsSipPhone(account);
