import { type RegistrationState, UserAgent } from '@sidetone/sip';
import { CallRegistry } from '../calls/call-registry.ts';
import type { WatchedMedia } from '../calls/watched-media.ts';
import { ChatDesk } from '../chats/chat-desk.ts';
import type { PhoneContext } from '../phone-context.ts';
import type { PhoneTransport } from '../phone-deps.ts';
import { OwnPresenceDesk } from '../presence/own-presence-desk.ts';
import { RosterDesk } from '../presence/roster-desk.ts';
import type { PartySnapshot } from '../state/basics.ts';
import type { Account } from './account-of.ts';
import type { DeviceIdentity } from './device-identity.ts';
import { ProfileKeeper } from './profile-keeper.ts';

/** A lost connection is tried again soon, then ever more rarely (RFC 5626 §4.5, DESIGN D15). */
const RECONNECT = { baseMs: 1_000, maxMs: 30_000 };

/** Short enough that a binding left behind does not stay long, long enough to be no burden. */
const REGISTRATION_SEC = 300;

export interface LiveSessionParts {
  readonly context: PhoneContext;
  readonly media: WatchedMedia;
  readonly account: Account;
  readonly device: DeviceIdentity;
  readonly transport: PhoneTransport;
  readonly userAgentName: string;
  readonly onRegistration: (state: RegistrationState) => void;
}

/** Everything that lives while one person is signed in. */
export class LiveSession {
  readonly account: Account;
  readonly calls: CallRegistry;
  readonly chats: ChatDesk;
  readonly roster: RosterDesk;
  readonly ownPresence: OwnPresenceDesk;
  readonly #userAgent: UserAgent;
  readonly #transport: PhoneTransport;
  readonly #profile: ProfileKeeper;
  #wasRegistered = false;
  #isClosed = false;

  constructor(parts: LiveSessionParts) {
    const { context, account, transport, device } = parts;
    const { aor, domain } = account.snapshot;
    this.account = account;
    this.#transport = transport;
    this.#userAgent = new UserAgent(context.runtime, {
      transport,
      aor: account.uri,
      displayName: account.snapshot.displayName,
      credentials: { username: account.username, password: account.password },
      instanceId: device.instanceId,
      regId: device.regId,
      media: parts.media,
      userAgentName: parts.userAgentName,
      registrationExpiresSec: REGISTRATION_SEC,
      backoff: RECONNECT,
    });
    const userAgent = this.#userAgent;
    const isOnline = (): boolean => !this.#isClosed && userAgent.registration.state.kind === 'registered';
    this.calls = new CallRegistry({ context, media: parts.media, userAgent, isOnline });
    this.chats = new ChatDesk({ context, userAgent, isOnline });
    this.roster = new RosterDesk({ context, userAgent, domain });
    this.ownPresence = new OwnPresenceDesk({ context, userAgent, aor });
    this.#profile = new ProfileKeeper(context, aor);
    userAgent.onIncomingCall = (call) => this.calls.receive(call);
    userAgent.onReferral = (referral) => this.calls.refer(referral);
    userAgent.onMessage = (message) => this.chats.receive(message);
    userAgent.registration.on('changed', (state) => {
      if (this.#isClosed) return;
      parts.onRegistration(state);
      if (state.kind === 'registered') this.#registered();
    });
  }

  /** Loads what was kept of this person, then registers. */
  async start(buddies: readonly PartySnapshot[]): Promise<void> {
    await this.#profile.open(buddies);
    if (!this.#isClosed) this.#userAgent.registration.register();
  }

  /** Tries to connect now instead of later. */
  reconnect(): void {
    this.#userAgent.flowRestored();
  }

  /** Finds out at once whether the connection still lives. */
  probe(): void {
    this.#transport.probe?.();
  }

  /** Ends calls, unregisters and closes the connection. Never rejects. */
  async stop(): Promise<void> {
    if (this.#isClosed) return;
    // Calls and messages tell how they ended before nobody listens any more.
    this.chats.close();
    const stopped = this.#userAgent.stop();
    this.#isClosed = true;
    this.#profile.close();
    await stopped;
  }

  #registered(): void {
    if (!this.#wasRegistered) {
      this.#wasRegistered = true;
      this.roster.start();
      this.ownPresence.start();
    }
    this.chats.wasReconnected();
    this.calls.wasReconnected();
  }
}
