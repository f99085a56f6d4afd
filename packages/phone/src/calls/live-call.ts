import type { Call, IncomingCall, MediaErrorKind, MediaKind, RenderedMediaEndpoint } from '@sidetone/sip';
import type { DialTarget } from '../dial/dial-target.ts';
import { sentence, type Sentence } from '../outcomes/sentence.ts';
import { partyOf } from '../party.ts';
import { knownParty, type PhoneContext } from '../phone-context.ts';
import type { EpochMs, PartySnapshot } from '../state/basics.ts';
import type { CallOriginSnapshot, CallSnapshot, TransferSnapshot } from '../state/call-snapshot.ts';
import { CallChanges } from './call-changes.ts';
import { originOf } from './call-origin.ts';
import { callSnapshotOf } from './call-snapshot-of.ts';
import { CallTones } from './call-tones.ts';
import { CallTransfer } from './call-transfer.ts';
import { MediaRecovery } from './media-recovery.ts';
import { QualityWatch } from './quality-watch.ts';
import type { WatchedMedia } from './watched-media.ts';

export interface LiveCallParts {
  readonly context: PhoneContext;
  readonly media: WatchedMedia;
  readonly call: Call;
  readonly video: boolean;
  /** What was dialled; without it, the name that the other end gives itself. */
  readonly remote?: PartySnapshot;
  /** Who sent us to the other end, when somebody did. */
  readonly referredBy?: PartySnapshot;
  readonly isOnline: () => boolean;
  readonly onAnswered: (live: LiveCall) => void;
  readonly onEnded: (live: LiveCall) => void;
}

/** One call that lives, and the snapshot of it that the store shows. */
export class LiveCall {
  readonly call: Call;
  readonly remote: PartySnapshot;
  readonly changes: CallChanges;
  readonly #parts: LiveCallParts;
  readonly #startedAt: EpochMs;
  readonly #origin: CallOriginSnapshot | undefined;
  readonly #recovery: MediaRecovery;
  readonly #quality: QualityWatch;
  readonly #tones: CallTones;
  readonly #unsubscribe: () => void;
  #endpoint: RenderedMediaEndpoint | undefined;
  #unsubscribeMedia: (() => void)[] = [];
  #transfer: CallTransfer | { readonly snapshot: TransferSnapshot } | undefined;
  #hasRung = false;
  #answeredAt: EpochMs | undefined;
  #endedBecause: Sentence | undefined;
  #toldCameraProblem: MediaErrorKind | undefined;
  #isEnded = false;

  constructor(parts: LiveCallParts) {
    const { context, call, referredBy } = parts;
    const { runtime } = context;
    this.#parts = parts;
    this.call = call;
    this.remote = knownParty(context, parts.remote ?? partyOf(call.remote));
    const name = this.remote.displayName;
    this.#startedAt = runtime.clock.epoch();
    this.#origin =
      referredBy === undefined
        ? originOf(call.details, this.remote, (party) => knownParty(context, party))
        : { referredBy };
    this.changes = new CallChanges(call, name, () => this.#show());
    this.#tones = new CallTones(call, name, this.changes, () => this.#show());
    this.#quality = new QualityWatch(
      runtime,
      () => this.#endpoint?.statistics(),
      () => this.#show(),
    );
    this.#recovery = new MediaRecovery(runtime, call, parts.isOnline, () =>
      this.#endBecause(sentence('end.media.no-path', { name })),
    );
    context.calls.add(this.snapshot());
    this.#unsubscribe = call.on('changed', () => this.#changed());
    this.#changed();
  }

  get endpoint(): RenderedMediaEndpoint | undefined {
    return this.#endpoint;
  }

  /** The call as an incoming one; undefined when it is not. */
  get incoming(): IncomingCall | undefined {
    return isIncoming(this.call) ? this.call : undefined;
  }

  /** Whether it is being transferred, by whichever end. */
  get isTransferring(): boolean {
    return this.#transfer !== undefined && this.#transfer.snapshot.state.kind !== 'failed';
  }

  snapshot(): CallSnapshot {
    return callSnapshotOf(this.call, {
      remote: this.remote,
      startedAt: this.#startedAt,
      video: this.#parts.video,
      origin: this.#origin,
      endpoint: this.#endpoint,
      changing: this.changes.changing,
      problem: this.changes.problem,
      transfer: this.#transfer?.snapshot,
      dtmf: this.#tones.snapshot,
      quality: this.#quality.quality,
      hasRung: this.#hasRung,
      answeredAt: this.#answeredAt,
      endedAt: this.#parts.context.runtime.clock.epoch(),
      endedBecause: this.#endedBecause,
    });
  }

  setMuted(kind: MediaKind, muted: boolean): void {
    this.call.setMuted(kind, muted);
  }

  sendDtmf(tones: string): void {
    void this.#tones.send(tones);
  }

  /** Sends the other end to somebody else. */
  transferTo({ uri, aor }: DialTarget): void {
    const { call, changes, remote } = this;
    const target = knownParty(this.#parts.context, { ...partyOf({ uri }), aor });
    const onChanged = (): void => this.#show();
    this.#transfer = new CallTransfer({ call, changes, name: remote.displayName, uri, target, onChanged });
    this.#show();
  }

  /** The other end sends this one to somebody else, and this one follows. */
  isSentTo(target: PartySnapshot): void {
    this.#transfer = { snapshot: { by: 'remote', target, state: { kind: 'asking' } } };
    this.#show();
  }

  /** Whom the other end sent this one to was not reached. */
  wasSentInVain(target: PartySnapshot, why: Sentence): void {
    this.#transfer = { snapshot: { by: 'remote', target, state: { kind: 'failed', why } } };
    this.#show();
  }

  /** Whom the other end sent this one to has hung up, and the other end is still there. */
  isBack(): void {
    this.#transfer = undefined;
    this.#show();
  }

  /** Forgets what went wrong. */
  forgetProblem(): void {
    if (!this.isTransferring) this.#transfer = undefined;
    this.changes.complain(undefined);
  }

  /** The connection to the server is back: what waited for it is done now. */
  wasReconnected(): void {
    if (this.#endpoint !== undefined) this.#recovery.look(this.#endpoint.status.connection);
  }

  #changed(): void {
    if (this.#isEnded) return;
    this.#useEndpoint(this.#parts.media.rendered(this.call.media));
    const { state } = this.call;
    if (state.kind === 'early' && state.status === 180) this.#hasRung = true;
    const isAnswer = state.kind === 'confirmed' && this.#answeredAt === undefined;
    if (state.kind === 'confirmed') this.#answeredAt ??= state.since;
    if (isAnswer) this.#quality.start();
    if (state.kind === 'terminated') this.#end();
    else this.#show();
    if (isAnswer) this.#parts.onAnswered(this);
    if (state.kind === 'terminated') this.#parts.onEnded(this);
    else this.wasReconnected();
  }

  #useEndpoint(endpoint: RenderedMediaEndpoint | undefined): void {
    if (endpoint === this.#endpoint) return;
    for (const unsubscribe of this.#unsubscribeMedia.splice(0)) unsubscribe();
    this.#endpoint = endpoint;
    if (endpoint === undefined) return;
    const { notices } = this.#parts.context;
    this.#unsubscribeMedia = [
      endpoint.events.on('media', () => this.#mediaChanged(endpoint)),
      endpoint.events.on('deviceLost', ({ kind, replacement }) =>
        notices.add(
          'warning',
          replacement === undefined
            ? sentence(`notice.${kind}-lost`)
            : sentence(`notice.${kind}-replaced`, { label: replacement }),
        ),
      ),
    ];
    this.#tellCameraProblem(endpoint);
  }

  #mediaChanged(endpoint: RenderedMediaEndpoint): void {
    this.#tellCameraProblem(endpoint);
    this.#recovery.look(endpoint.status.connection);
    this.#show();
  }

  #tellCameraProblem({ status }: RenderedMediaEndpoint): void {
    const { cameraProblem } = status;
    if (cameraProblem !== undefined && cameraProblem !== this.#toldCameraProblem) {
      this.#parts.context.notices.add('warning', sentence(`notice.camera-${cameraProblem}`));
    }
    this.#toldCameraProblem = cameraProblem;
  }

  #endBecause(why: Sentence): void {
    this.#endedBecause = why;
    this.call.hangUp();
  }

  #end(): void {
    this.#unsubscribe();
    for (const unsubscribe of this.#unsubscribeMedia.splice(0)) unsubscribe();
    this.#recovery.stop();
    this.#quality.stop();
    this.#show();
    this.#isEnded = true;
  }

  /** What comes later than the end, such as the answer to a change, changes nothing of how it is shown. */
  #show(): void {
    if (!this.#isEnded) this.#parts.context.calls.replace(this.snapshot());
  }
}

function isIncoming(call: Call): call is IncomingCall {
  return call.direction === 'incoming';
}
