import type { Dialog, DialogId } from '../../dialog/dialog.ts';
import type { NameAddr } from '../../grammar/name-addr.ts';
import { withoutParams } from '../../grammar/parameters.ts';
import type { MediaEndpoint, MediaEndpointFactory, MediaWant } from '../../media/media-endpoint.ts';
import type { Uri } from '../../grammar/uri.ts';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import type { ReasonValue } from '../../message/headers/notices.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import { Emitter } from '../../runtime/emitter.ts';
import type { MediaKind } from '../../sdp/session-description.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { MessageOutcome, OutgoingMessage } from '../messages/message-types.ts';
import type { EndReason } from '../core/end-reason.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import type { Call, CallDetails, CallEvents, CallState, ChangeOutcome, Hold } from './call.ts';
import { CallFeatures } from './features/call-features.ts';
import type { CallLink } from './features/call-link.ts';
import type { DtmfOptions, DtmfOutcome } from './features/dtmf-outcome.ts';
import type { OutgoingInfo } from './features/info.ts';
import type { RequestReceiver } from './features/request-receiver.ts';
import type { Transfer, TransferOptions } from './features/transfer.ts';
import type { RequestResult } from './features/request-result.ts';
import { MediaSession, type MediaSessionOwner } from './media-session.ts';
import type { Session, SessionOwner } from './session.ts';
import { TrickleIce } from './trickle-ice.ts';
import { Wishes } from './wishes.ts';

/** What placed and received calls have in common: their state, their media, and the session that was answered. */
export abstract class CallBase implements Call, SessionOwner, MediaSessionOwner {
  readonly id: string;
  abstract readonly direction: 'outgoing' | 'incoming';
  abstract readonly details: CallDetails;
  readonly core: UserAgentCore;
  readonly mediaSession: MediaSession;
  readonly wishes: Wishes;
  /** What takes the requests within the dialog that are not about the session: INFO, REFER and so on. */
  protected readonly receivers: RequestReceiver[] = [];
  protected readonly features: CallFeatures;
  /** Set by the answer. */
  protected session: Session | undefined;
  readonly #emitter = new Emitter<CallEvents>();
  readonly #onTerminated: (call: Call) => void;
  readonly #trickle: TrickleIce;
  #remote: NameAddr;
  #state: CallState;
  /** A new path was looked for, and none has been found since. */
  #isSearching = false;

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
    this.mediaSession = new MediaSession(factory, this);
    this.wishes = new Wishes(this.mediaSession);
    this.#remote = withoutTag(remote);
    this.#state = state;
    this.#onTerminated = onTerminated;
    this.features = new CallFeatures(this.#link());
    this.#trickle = new TrickleIce(this);
    this.receivers.push(this.features, this.#trickle);
  }

  get subject(): string | undefined {
    return this.details.subject;
  }

  get sending(): MediaWant {
    return this.mediaSession.described ?? this.mediaSession.want;
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

  /** The dialog that was answered; undefined before, and when the call is over. */
  get dialog(): Dialog | undefined {
    return this.isOver ? undefined : this.session?.usage.dialog;
  }

  get dialogId(): DialogId | undefined {
    return this.session?.usage.dialog.id;
  }

  get replacement(): Uri | undefined {
    return this.features.replacement();
  }

  on<K extends keyof CallEvents>(event: K, listener: (value: CallEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  get muted(): ReadonlySet<MediaKind> {
    return this.mediaSession.muted;
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

  transfer(to: Uri | Call, options: TransferOptions = {}): Transfer {
    if ('scheme' in to) return this.features.transfer(to, options);
    if (!(to instanceof CallBase)) throw new InvalidStateError('not a call of this stack');
    return this.features.transfer(to.features, options);
  }

  sendMessage(message: OutgoingMessage): Promise<MessageOutcome> {
    return this.features.messages.send(message);
  }

  restartMedia(): void {
    if (this.#state.kind !== 'confirmed') return;
    // A second attempt without success in between: the endpoint itself may be of no more use.
    this.session?.renegotiation.restart(this.#isSearching ? 'anew' : 'ice');
    this.#isSearching = true;
  }

  hold(): Promise<ChangeOutcome> {
    return this.#change({ hold: true });
  }

  resume(): Promise<ChangeOutcome> {
    return this.#change({ hold: false });
  }

  setVideo(isOn: boolean): Promise<ChangeOutcome> {
    return this.#change({ video: isOn });
  }

  onRequest(request: SipRequest, transaction: ServerTransaction): boolean {
    return this.receivers.some((receiver) => receiver.receive(request, transaction));
  }

  onMediaChanged(): void {
    if (this.#state.kind === 'confirmed') this.become({ ...this.#state, hold: this.#hold() });
    else if (!this.isOver) this.#emitter.emit('changed', this);
  }

  onMediaConnected(): void {
    this.#isSearching = false;
  }

  onCandidates(fragment: string): void {
    if (!this.isOver) this.#trickle.found(fragment);
  }

  onSessionProgress(): void {
    this.#trickle.advance();
  }

  onOfferNeeded(): void {
    this.mediaDialog?.renegotiation.advance();
  }

  abstract onSessionEnded(session: Session, why: EndReason): void;

  /** The session that uses the media of the call, early or answered. */
  abstract get mediaDialog(): Session | undefined;

  /** Goes on with what a lost connection interrupted. */
  flowRestored(): void {
    this.mediaDialog?.renegotiation.flowRestored();
    this.#trickle.advance();
  }

  abstract hangUp(reason?: ReasonValue): void;

  /** As `hangUp`, for another reason than a person's wish. */
  abstract leave(why: EndReason): void;

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
    const explained = this.features.explain(why);
    this.become({ kind: 'terminated', why: explained });
    this.wishes.failed({ kind: 'failed', why: explained });
  }

  /** The call is answered: what happens from now on is that session's. */
  protected establish(session: Session): void {
    this.session = session;
    this.#remote = withoutTag(session.usage.dialog.remote);
    this.become({ kind: 'confirmed', since: this.core.runtime.clock.epoch(), hold: this.#hold() });
  }

  /** Ends an answered call with BYE. */
  protected endSession(why: EndReason, reason?: ReasonValue): void {
    this.session?.end(reason);
    this.terminate(why);
  }

  #change(change: Partial<MediaWant>): Promise<ChangeOutcome> {
    if (this.#state.kind === 'terminated') return Promise.resolve({ kind: 'failed', why: this.#state.why });
    const outcome = this.wishes.add(change);
    this.mediaDialog?.renegotiation.advance();
    return outcome;
  }

  /** What the features see of the call. */
  #link(): CallLink {
    const dialog = (): Dialog | undefined => this.dialog;
    return {
      core: this.core,
      call: this,
      get dialog() {
        return dialog();
      },
      takesInfo: (name) => this.session?.farEnd.takesInfo(name) === true,
      emit: (event, value) => this.#emitter.emit(event, value),
      end: (why) => this.leave(why),
    };
  }

  #hold(): Hold {
    if (this.sending.hold === true) return this.mediaSession.isHeldByRemote ? 'both' : 'local';
    return this.mediaSession.isHeldByRemote ? 'remote' : 'none';
  }
}

/** How somebody else takes this end's place in a call. @throws {InvalidStateError} when the call is not answered, or over */
export function replacementOf(call: Call): Uri {
  const uri = call instanceof CallBase ? call.replacement : undefined;
  if (uri === undefined) throw new InvalidStateError('the call is not answered, or over');
  return uri;
}

function withoutTag(address: NameAddr): NameAddr {
  return { ...address, params: withoutParams(address.params, 'tag') };
}
