import type { NameAddr } from '../../grammar/name-addr.ts';
import { withoutParams } from '../../grammar/parameters.ts';
import type { MediaEndpoint, MediaEndpointFactory, MediaWant } from '../../media/media-endpoint.ts';
import type { MediaKind } from '../../sdp/session-description.ts';
import { Emitter } from '../../runtime/emitter.ts';
import type { ReasonValue } from '../../message/headers/notices.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { Call, CallDetails, CallEvents, CallState, ChangeOutcome, Hold } from './call.ts';
import type { EndReason } from '../core/end-reason.ts';
import { CallFeatures } from './features/call-features.ts';
import type { CallLink } from './features/call-link.ts';
import type { DtmfOptions, DtmfOutcome } from './features/dtmf-outcome.ts';
import type { OutgoingInfo } from './features/info.ts';
import type { RequestReceiver } from './features/request-receiver.ts';
import type { RequestResult } from './features/request-result.ts';
import { EstablishedSession } from './established-session.ts';
import type { Dialog } from '../../dialog/dialog.ts';
import type { InviteUsage } from '../../dialog/invite-usage.ts';
import { MediaSession } from './media-session.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

/** What placed and received calls have in common: their state, their media, and their time after the answer. */
export abstract class CallBase implements Call {
  readonly id: string;
  abstract readonly direction: 'outgoing' | 'incoming';
  abstract readonly details: CallDetails;
  /** What takes the requests within the dialog that are not about the session: INFO, REFER and so on. */
  protected readonly receivers: RequestReceiver[] = [];
  protected readonly features: CallFeatures;
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
    this.features = new CallFeatures(this.#link());
    this.receivers.push(this.features);
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

  get subject(): string | undefined {
    return this.details.subject;
  }

  get sending(): MediaWant {
    return this.mediaSession.want;
  }

  on<K extends keyof CallEvents>(event: K, listener: (value: CallEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  setMuted(kind: MediaKind, isMuted: boolean): void {
    this.mediaSession.setMuted(kind, isMuted);
  }

  sendDtmf(tones: string, options: DtmfOptions = {}): Promise<DtmfOutcome> {
    return this.features.tones.send(tones, options);
  }

  sendInfo(info: OutgoingInfo): Promise<RequestResult> {
    return this.features.info.send(info);
  }

  restartMedia(): void {
    this.session?.restartMedia();
  }

  hold(): Promise<ChangeOutcome> {
    return this.#change({ ...this.sending, hold: true });
  }

  resume(): Promise<ChangeOutcome> {
    const { audio, video } = this.sending;
    return this.#change({ audio, video });
  }

  setVideo(isOn: boolean): Promise<ChangeOutcome> {
    return this.#change({ ...this.sending, video: isOn });
  }

  /** A request within the dialog that is not about the session. @returns false when no part of the call takes it */
  onRequest(request: SipRequest, transaction: ServerTransaction): boolean {
    return this.receivers.some((receiver) => receiver.receive(request, transaction));
  }

  /** Goes on with what a lost connection interrupted. */
  flowRestored(): void {
    this.session?.flowRestored();
  }

  abstract hangUp(reason?: ReasonValue): void;

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
    this.features.stop();
    this.become({ kind: 'terminated', why });
  }

  /** The call is answered: what happens from now on is the session's. */
  protected establish(usage: InviteUsage): EstablishedSession {
    const session = new EstablishedSession(this.core, this, usage, this.mediaSession, (why) => this.terminate(why));
    this.session = session;
    this.#remote = withoutTag(usage.dialog.remote);
    return session;
  }

  protected confirm(): void {
    this.become({ kind: 'confirmed', since: this.core.runtime.clock.epoch(), hold: this.#hold() });
  }

  async #change(want: MediaWant): Promise<ChangeOutcome> {
    if (this.session === undefined) {
      return { kind: 'failed', why: this.#state.kind === 'terminated' ? this.#state.why : { kind: 'stopped' } };
    }
    const change = this.session.change(want);
    this.#mediaChanged();
    const outcome = await change;
    this.#mediaChanged();
    return outcome;
  }

  /** What the features see of the call. */
  #link(): CallLink {
    const dialog = (): Dialog | undefined => (this.isOver ? undefined : this.session?.dialog);
    return {
      core: this.core,
      call: this,
      get dialog() {
        return dialog();
      },
      emit: (event, value) => this.#emitter.emit(event, value),
      end: (why) => {
        this.session?.end();
        this.terminate(why);
      },
    };
  }

  /** Endpoint or hold changed. */
  #mediaChanged(): void {
    if (this.#state.kind === 'confirmed') this.become({ ...this.#state, hold: this.#hold() });
    else if (!this.isOver) this.#emitter.emit('changed', this);
  }

  #hold(): Hold {
    if (this.sending.hold === true) return this.mediaSession.isHeldByRemote ? 'both' : 'local';
    return this.mediaSession.isHeldByRemote ? 'remote' : 'none';
  }
}

function withoutTag(address: NameAddr): NameAddr {
  return { ...address, params: withoutParams(address.params, 'tag') };
}
