import {
  type Invitation,
  Inviter,
  Messager,
  type Referral,
  Registerer,
  RegistererState,
  type Session,
  SessionState,
  UserAgent,
  type Web,
} from 'sip.js';
import { emptyView, type ForeignAccount, type ForeignPhone, play } from './foreign-phone.ts';

const MEDIA = { sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } } };

class SipJsPhone implements ForeignPhone {
  readonly seen = emptyView();
  readonly #userAgent: UserAgent;
  #session: Session | undefined;

  constructor({ webSocketUrl, user, domain, password }: ForeignAccount) {
    this.#userAgent = new UserAgent({
      uri: uri(`sip:${user}@${domain}`),
      authorizationUsername: user,
      authorizationPassword: password,
      transportOptions: { server: webSocketUrl },
      logLevel: 'error',
      delegate: {
        onInvite: (invitation: Invitation) => this.#take(invitation, 'incoming'),
        onMessage: (message) => {
          this.seen.messages.push(message.request.body);
          void message.accept();
        },
      },
    });
  }

  async register(): Promise<void> {
    await this.#userAgent.start();
    const registerer = new Registerer(this.#userAgent);
    await new Promise<void>((resolve) => {
      registerer.stateChange.addListener((state) => {
        if (state !== RegistererState.Registered) return;
        this.seen.isRegistered = true;
        resolve();
      });
      void registerer.register();
    });
  }

  call(target: string): void {
    const inviter = new Inviter(this.#userAgent, uri(target), MEDIA);
    this.#take(inviter, 'calling');
    this.#explain(inviter.invite());
  }

  answer(): void {
    this.#explain((this.#session as Invitation | undefined)?.accept(MEDIA));
  }

  hangUp(): void {
    const session = this.#session;
    if (session?.state === SessionState.Established) this.#explain(session.bye());
    else if (session instanceof Inviter) this.#explain(session.cancel());
    else this.#explain((session as Invitation | undefined)?.reject());
  }

  hold(): void {
    this.#setHold(true);
  }

  resume(): void {
    this.#setHold(false);
  }

  sendTone(tone: string, how: 'media' | 'info'): void {
    if (how === 'media') {
      this.#session?.sessionDescriptionHandler?.sendDtmf(tone);
      return;
    }
    this.#explain(
      this.#session?.info({
        requestOptions: {
          body: {
            contentDisposition: 'render',
            contentType: 'application/dtmf-relay',
            content: `Signal=${tone}\r\nDuration=120`,
          },
        },
      }),
    );
  }

  transfer(target: string): void {
    this.#explain(
      this.#session?.refer(uri(target), {
        onNotify: (notification) => {
          const status = /^SIP\/2\.0 (\d{3})/.exec(notification.request.body)?.[1];
          if (status !== undefined) this.seen.transferStatus = Number(status);
          void notification.accept();
        },
      }),
    );
  }

  message(target: string, text: string): Promise<void> {
    const messager = new Messager(this.#userAgent, uri(target), text);
    return new Promise((resolve, reject) => {
      this.#explain(
        messager.message({
          requestDelegate: {
            onAccept: () => resolve(),
            onReject: ({ message }) => reject(new Error(String(message.statusCode))),
          },
        }),
      );
    });
  }

  #setHold(hold: boolean): void {
    this.#explain(
      this.#session?.invite({
        ...MEDIA,
        sessionDescriptionHandlerOptions: { ...MEDIA.sessionDescriptionHandlerOptions, hold } as object,
      }),
    );
  }

  #take(session: Session, direction: 'incoming' | 'calling'): void {
    this.#session = session;
    this.seen.call = direction;
    this.seen.remote = session.remoteIdentity.uri.user ?? '';
    this.seen.isHeldByRemote = false;
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established) this.#established(session);
      if (state === SessionState.Terminated && session === this.#session) this.seen.call = 'ended';
    });
    session.delegate = {
      onInfo: (info) => {
        const tone = /Signal=\s*(.)/.exec(info.request.body)?.[1];
        if (tone !== undefined) this.seen.tones.push(tone);
        void info.accept();
      },
      onInvite: (request) => {
        this.seen.isHeldByRemote = /a=(sendonly|inactive)/.test(request.body);
      },
      onRefer: (referral: Referral) => {
        void referral.accept().then(() => {
          const inviter = referral.makeInviter(MEDIA);
          this.#take(inviter, 'calling');
          this.#explain(inviter.invite());
        });
      },
    };
  }

  #established(session: Session): void {
    this.seen.call = 'talking';
    const { peerConnection } = session.sessionDescriptionHandler as Web.SessionDescriptionHandler;
    for (const { track } of peerConnection?.getReceivers() ?? []) if (track.kind === 'audio') play(track);
  }

  #explain(promise: Promise<unknown> | undefined): void {
    promise?.catch((error: unknown) => this.seen.problems.push(String(error)));
  }
}

function uri(text: string): NonNullable<ReturnType<typeof UserAgent.makeURI>> {
  const made = UserAgent.makeURI(text);
  if (made === undefined) throw new Error(`SIP.js does not take ${text}`);
  return made;
}

window.startForeignPhone = (account) => new SipJsPhone(account);
