import {
  type Invitation,
  Inviter,
  type InviterOptions,
  Messager,
  Publisher,
  type Referral,
  Registerer,
  RegistererState,
  type Session,
  SessionState,
  Subscriber,
  UserAgent,
  type Web,
} from 'sip.js';
import { emptyView, type ForeignAccount, type ForeignPhone, play } from './foreign-phone.ts';

const MEDIA = { sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } } };

class SipJsPhone implements ForeignPhone {
  readonly seen = emptyView();
  readonly #userAgent: UserAgent;
  #registerer: Registerer | undefined;
  #session: Session | undefined;
  readonly #sessions = new Set<Session>();
  #statuses = 0;
  #subscriber: Subscriber | undefined;
  #publisher: Publisher | undefined;

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
    const registerer = (this.#registerer ??= new Registerer(this.#userAgent));
    await new Promise<void>((resolve, reject) => {
      registerer.stateChange.addListener((state) => {
        if (state !== RegistererState.Registered) return;
        this.seen.isRegistered = true;
        resolve();
      });
      registerer.register().catch(reject);
    });
  }

  unregister(): void {
    this.#explain(this.#registerer?.unregister());
  }

  call(target: string): void {
    this.#call(target, {});
  }

  callAnonymously(target: string): void {
    this.#call(target, { anonymous: true });
  }

  callWithoutOffer(target: string): void {
    this.#call(target, { inviteWithoutSdp: true });
  }

  answer(): void {
    this.#explain((this.#session as Invitation | undefined)?.accept(MEDIA));
  }

  progress(): void {
    this.#explain((this.#session as Invitation | undefined)?.progress({ ...MEDIA, statusCode: 183 }));
  }

  refuse(statusCode: number, contact?: string): void {
    const extraHeaders = contact === undefined ? [] : [`Contact: <${contact}>`];
    this.#explain((this.#session as Invitation | undefined)?.reject({ statusCode, extraHeaders }));
  }

  hangUp(): void {
    if (this.#session !== undefined) this.#hangUp(this.#session);
  }

  hangUpAll(): void {
    for (const session of this.#sessions) this.#hangUp(session);
    this.#sessions.clear();
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

  subscribe(target: string): void {
    this.#subscriber = new Subscriber(this.#userAgent, uri(target), 'presence', { expires: 600 });
    this.#explain(this.#subscriber.subscribe());
  }

  unsubscribe(): void {
    this.#explain(this.#subscriber?.unsubscribe());
  }

  publish(agent: string): void {
    const options = { contentType: 'application/pidf+xml', expires: 600 };
    this.#publisher ??= new Publisher(this.#userAgent, uri(agent), 'presence', options);
    this.#statuses += 1;
    this.#explain(this.#publisher.publish(presence(this.#statuses)));
  }

  unpublish(): void {
    this.#explain(this.#publisher?.unpublish());
    this.#publisher = undefined;
  }

  #call(target: string, options: InviterOptions): void {
    const inviter = new Inviter(this.#userAgent, uri(target), { ...MEDIA, ...options });
    this.#take(inviter, 'calling');
    this.#explain(inviter.invite());
  }

  #hangUp(session: Session): void {
    if (session.state === SessionState.Established) this.#explain(session.bye());
    else if (session instanceof Inviter) this.#explain(session.cancel());
    else if (session.state === SessionState.Initial) this.#explain((session as Invitation).reject());
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
    this.#sessions.add(session);
    if (direction === 'incoming') this.seen.callsTaken += 1;
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

function presence(status: number): string {
  const note = `<note>status ${status}</note>`;
  return `<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:target@biloxi.test">${note}</presence>`;
}

function uri(text: string): NonNullable<ReturnType<typeof UserAgent.makeURI>> {
  const made = UserAgent.makeURI(text);
  if (made === undefined) throw new Error(`SIP.js does not take ${text}`);
  return made;
}

window.startForeignPhone = (account) => new SipJsPhone(account);
