import type { NameAddr } from '../../grammar/name-addr.ts';
import { withoutParams } from '../../grammar/parameters.ts';
import type { MediaEndpoint, MediaEndpointFactory } from '../../media/media-endpoint.ts';
import type { MediaKind } from '../../sdp/session-description.ts';
import { Emitter } from '../../runtime/emitter.ts';
import type { Call, CallEvents, CallState, Hold } from './call.ts';
import type { EndReason } from '../core/end-reason.ts';
import { EstablishedSession } from './established-session.ts';
import type { InviteUsage } from '../../dialog/invite-usage.ts';
import { MediaSession } from './media-session.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

/** What placed and received calls have in common: their state, their media, and their time after the answer. */
export abstract class CallBase implements Call {
  readonly id: string;
  abstract readonly direction: 'outgoing' | 'incoming';
  abstract readonly subject: string | undefined;
  protected readonly core: UserAgentCore;
  protected readonly mediaSession: MediaSession;
  protected session: EstablishedSession | undefined;
  readonly #emitter = new Emitter<CallEvents>();
  readonly #onTerminated: (call: Call) => void;
  #remote: NameAddr;
  #state: CallState;

  /** @param onTerminated called once, before the state's listeners */
  constructor(
    core: UserAgentCore,
    factory: MediaEndpointFactory,
    remote: NameAddr,
    state: CallState,
    onTerminated: (call: Call) => void,
  ) {
    this.id = core.runtime.random.token();
    this.core = core;
    this.mediaSession = new MediaSession(factory, () => this.#mediaChanged());
    this.#remote = withoutTag(remote);
    this.#state = state;
    this.#onTerminated = onTerminated;
  }

  get remote(): NameAddr {
    return this.#remote;
  }

  get state(): CallState {
    return this.#state;
  }

  get media(): MediaEndpoint | undefined {
    return this.#state.kind === 'terminated' ? undefined : this.mediaSession.endpoint;
  }

  on<K extends keyof CallEvents>(event: K, listener: (value: CallEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  setMuted(kind: MediaKind, isMuted: boolean): void {
    this.mediaSession.setMuted(kind, isMuted);
  }

  restartMedia(): void {
    this.session?.restartMedia();
  }

  /** Goes on with what a lost connection interrupted. */
  flowRestored(): void {
    this.session?.flowRestored();
  }

  abstract hangUp(): void;

  /** The user agent is stopped: as `hangUp`, for that reason. */
  abstract stop(): void;

  protected get isOver(): boolean {
    return this.#state.kind === 'terminated';
  }

  protected become(state: CallState): void {
    if (this.isOver) return;
    this.#state = state;
    if (state.kind === 'terminated') this.#onTerminated(this);
    this.#emitter.emit('changed', this);
  }

  protected terminate(why: EndReason): void {
    if (this.isOver) return;
    this.mediaSession.close();
    this.become({ kind: 'terminated', why });
  }

  /** The call is answered: what happens from now on is the session's. */
  protected establish(usage: InviteUsage): EstablishedSession {
    const session = new EstablishedSession(this.core, usage, this.mediaSession, (why) => this.terminate(why));
    this.session = session;
    this.#remote = withoutTag(usage.dialog.remote);
    return session;
  }

  protected confirm(): void {
    this.become({ kind: 'confirmed', since: this.core.runtime.clock.epoch(), hold: this.#hold() });
  }

  /** Endpoint or hold changed. */
  #mediaChanged(): void {
    if (this.#state.kind === 'confirmed') this.become({ ...this.#state, hold: this.#hold() });
    else if (!this.isOver) this.#emitter.emit('changed', this);
  }

  #hold(): Hold {
    return this.mediaSession.isHeldByRemote ? 'remote' : 'none';
  }
}

function withoutTag(address: NameAddr): NameAddr {
  return { ...address, params: withoutParams(address.params, 'tag') };
}
