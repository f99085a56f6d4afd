import type { EndReason, RegistrationState } from '@sidetone/sip';
import type { WatchedMedia } from '../calls/watched-media.ts';
import type { CommandResult, ServerConfig, SignInInput } from '../commands/phone-commands.ts';
import { sentence, type Sentence } from '../outcomes/sentence.ts';
import { signInFailure } from '../outcomes/sign-in-outcome.ts';
import type { PhoneContext } from '../phone-context.ts';
import type { PhoneDeps, PhoneTransport } from '../phone-deps.ts';
import type { PartySnapshot } from '../state/basics.ts';
import type { AccountSnapshot, SessionSnapshot } from '../state/session-snapshot.ts';
import { accountSchema } from '../storage/stored-schemas.ts';
import { emptySession } from '../store/phone-store.ts';
import { type Account, accountOf } from './account-of.ts';
import { deviceIdentity } from './device-identity.ts';
import { LiveSession } from './live-session.ts';

const LAST_ACCOUNT = 'account';

/** Signs in and out, and keeps the session's state in the store. */
export class SessionController {
  readonly #context: PhoneContext;
  readonly #deps: PhoneDeps;
  readonly #media: WatchedMedia;
  #live: LiveSession | undefined;
  #config: ServerConfig | undefined;
  /** What was tried last, to try it again. In memory only: passwords are not stored. */
  #last: { readonly account: Account; readonly buddies: readonly PartySnapshot[] } | undefined;
  /** The platform says that there is no network. */
  #isOffline = false;
  /** Attempts to reconnect since the connection was lost. */
  #attempt = 0;

  constructor(context: PhoneContext, deps: PhoneDeps, media: WatchedMedia) {
    this.#context = context;
    this.#deps = deps;
    this.#media = media;
    void this.#showLastAccount();
  }

  /** The session whose user agent runs; undefined when nobody is signed in. */
  get live(): LiveSession | undefined {
    return this.#live;
  }

  describeServer(config: ServerConfig): void {
    this.#config = config;
    const { domain, webSocketUrls, demoAccounts } = config;
    this.#context.store.setState({
      server: {
        domain,
        webSocketUrls: [...webSocketUrls],
        demoAccounts: demoAccounts.map(({ user, displayName }) => ({ user, displayName })),
      },
    });
  }

  signIn(input: SignInInput, buddies: readonly PartySnapshot[] = []): CommandResult {
    const account = accountOf(input, this.#context.store.getState().server);
    return account.ok ? this.#begin(account.value, buddies) : account;
  }

  signInAsDemo(user: string): CommandResult {
    const accounts = this.#config?.demoAccounts ?? [];
    const own = accounts.find((account) => account.user === user);
    if (this.#config === undefined || own === undefined) {
      return { ok: false, error: sentence('sign-in.no-demo-account', { user }) };
    }
    const { domain } = this.#config;
    const others = accounts.filter((account) => account !== own);
    const buddies = others.map((other) => ({ aor: `sip:${other.user}@${domain}`, displayName: other.displayName }));
    return this.signIn(own, buddies);
  }

  retry(): void {
    const { session } = this.#context.store.getState();
    if (session.kind === 'reconnecting') this.#live?.reconnect();
    else if (session.kind === 'failed' && this.#last !== undefined) this.#begin(this.#last.account, this.#last.buddies);
  }

  signOut(): void {
    void this.#end();
  }

  wake(): void {
    this.#isOffline = false;
    if (this.#context.store.getState().session.kind === 'reconnecting') this.#live?.reconnect();
    else this.#live?.probe();
  }

  sleep(): void {
    this.#isOffline = true;
    this.#live?.probe();
  }

  async close(): Promise<void> {
    await this.#end();
  }

  async #showLastAccount(): Promise<void> {
    const last = await this.#context.records.load(LAST_ACCOUNT, accountSchema);
    const { session } = this.#context.store.getState();
    if (last !== undefined && session.kind === 'signed-out') this.#show({ kind: 'signed-out', last });
  }

  #begin(account: Account, buddies: readonly PartySnapshot[]): CommandResult {
    const { snapshot } = account;
    let transport: PhoneTransport;
    try {
      transport = this.#deps.connect(snapshot.url);
    } catch (error) {
      this.#context.runtime.log.warn('the URL of the server was refused', { url: snapshot.url, error: String(error) });
      return { ok: false, error: sentence('sign-in.invalid-url', { url: snapshot.url }) };
    }
    // Whoever is signed in goes first, with all that is theirs.
    void this.#live?.stop();
    this.#live = undefined;
    this.#last = { account, buddies };
    this.#attempt = 0;
    this.#context.store.setState(emptySession);
    this.#show({ kind: 'signing-in', account: snapshot });
    void this.#start(account, buddies, transport);
    return { ok: true, value: undefined };
  }

  async #start(account: Account, buddies: readonly PartySnapshot[], transport: PhoneTransport): Promise<void> {
    const attempt = this.#last;
    const device = await deviceIdentity(this.#context.records, this.#context.runtime.random);
    // Meanwhile the person may have given up, or signed in as somebody else.
    if (this.#last !== attempt) {
      await transport.close();
      return;
    }
    const live: LiveSession = new LiveSession({
      context: this.#context,
      media: this.#media,
      account,
      device,
      transport,
      userAgentName: this.#deps.userAgentName ?? 'Sidetone',
      onRegistration: (state) => {
        if (this.#live === live) this.#registration(live, state);
      },
    });
    this.#live = live;
    await live.start(buddies);
  }

  #registration(live: LiveSession, state: RegistrationState): void {
    const { session } = this.#context.store.getState();
    const account = live.account.snapshot;
    switch (state.kind) {
      case 'unregistered':
        return;
      case 'registering':
        if (session.kind === 'reconnecting') {
          const { retryAt: _past, ...trying } = session;
          this.#show(trying);
        }
        return;
      case 'registered':
        this.#attempt = 0;
        // A refresh of what stands is no news.
        if (session.kind === 'signed-in') return;
        this.#context.records.save(LAST_ACCOUNT, account);
        this.#show({ kind: 'signed-in', account, since: this.#context.runtime.clock.epoch() });
        return;
      case 'failed':
        if (session.kind === 'signing-in' || state.retryAt === undefined) this.#fail(live, state.why);
        else this.#reconnect(account, session, state.why, state.retryAt);
    }
  }

  #reconnect(account: AccountSnapshot, session: SessionSnapshot, reason: EndReason, retryAt: number): void {
    this.#attempt += 1;
    this.#show({
      kind: 'reconnecting',
      account,
      since: session.kind === 'reconnecting' ? session.since : this.#context.runtime.clock.epoch(),
      attempt: this.#attempt,
      retryAt,
      why: this.#reconnectsBecause(reason),
    });
  }

  #reconnectsBecause(reason: EndReason): Sentence {
    if (this.#isOffline) return sentence('reconnect.offline');
    if (reason.kind === 'rejected') {
      return sentence('reconnect.rejected', { status: reason.status, phrase: reason.phrase });
    }
    if (reason.kind === 'timeout') return sentence('reconnect.silent');
    return sentence(this.#attempt === 1 ? 'reconnect.lost' : 'reconnect.refused');
  }

  #fail(live: LiveSession, reason: EndReason): void {
    const account = live.account.snapshot;
    this.#live = undefined;
    void live.stop();
    this.#context.store.setState(emptySession);
    this.#show({ kind: 'failed', account, why: signInFailure(reason, account) });
  }

  async #end(): Promise<void> {
    const { session } = this.#context.store.getState();
    const live = this.#live;
    this.#live = undefined;
    this.#last = undefined;
    if (session.kind === 'signed-out' || session.kind === 'signing-out') return;
    const { account } = session;
    if (live !== undefined) {
      this.#show({ kind: 'signing-out', account });
      await live.stop();
      // Meanwhile somebody may have signed in.
      if (this.#context.store.getState().session.kind !== 'signing-out') return;
    }
    this.#context.store.setState(emptySession);
    this.#show({ kind: 'signed-out', last: account });
  }

  #show(session: SessionSnapshot): void {
    this.#context.store.setState({ session });
  }
}
