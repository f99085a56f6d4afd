import type { Call, IncomingCall, MediaErrorKind, MediaKind, RenderedMediaEndpoint } from '@sidetone/sip';
import { sentence, type Sentence } from '../outcomes/sentence.ts';
import { partyOf } from '../party.ts';
import { knownName, type PhoneContext } from '../phone-context.ts';
import type { EpochMs, PartySnapshot } from '../state/basics.ts';
import type { CallSnapshot } from '../state/call-snapshot.ts';
import { callSnapshotOf } from './call-snapshot-of.ts';
import { MediaRecovery } from './media-recovery.ts';
import type { WatchedMedia } from './watched-media.ts';

export interface LiveCallParts {
  readonly context: PhoneContext;
  readonly media: WatchedMedia;
  readonly call: Call;
  readonly video: boolean;
  /** What was dialled; without it, the name that the other end gives itself. */
  readonly remote?: PartySnapshot;
  readonly isOnline: () => boolean;
  readonly onEnded: (live: LiveCall) => void;
}

/** One call that lives, and the snapshot of it that the store shows. */
export class LiveCall {
  readonly call: Call;
  readonly remote: PartySnapshot;
  readonly #parts: LiveCallParts;
  readonly #startedAt: EpochMs;
  readonly #recovery: MediaRecovery;
  readonly #muted = new Set<MediaKind>();
  readonly #unsubscribe: () => void;
  #endpoint: RenderedMediaEndpoint | undefined;
  #unsubscribeMedia: (() => void) | undefined;
  #hasRung = false;
  #answeredAt: EpochMs | undefined;
  #endedBecause: Sentence | undefined;
  #toldCameraProblem: MediaErrorKind | undefined;
  #isEnded = false;

  constructor(parts: LiveCallParts) {
    const { context, call } = parts;
    const party = parts.remote ?? partyOf(call.remote);
    this.#parts = parts;
    this.call = call;
    this.remote = { ...party, displayName: knownName(context, party.aor, party.displayName) };
    this.#startedAt = context.runtime.clock.epoch();
    this.#recovery = new MediaRecovery(context.runtime, call, parts.isOnline, () =>
      this.#endBecause(sentence('end.media.no-path', { name: this.remote.displayName })),
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

  snapshot(): CallSnapshot {
    return callSnapshotOf(this.call, {
      remote: this.remote,
      startedAt: this.#startedAt,
      video: this.#parts.video,
      endpoint: this.#endpoint,
      hasRung: this.#hasRung,
      answeredAt: this.#answeredAt,
      endedAt: this.#parts.context.runtime.clock.epoch(),
      endedBecause: this.#endedBecause,
    });
  }

  setMuted(kind: MediaKind, muted: boolean): void {
    if (muted) this.#muted.add(kind);
    else this.#muted.delete(kind);
    this.#endpoint?.setMuted(kind, muted);
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
    if (state.kind === 'confirmed') this.#answeredAt ??= state.since;
    if (state.kind === 'terminated') this.#end();
    this.#show();
    if (state.kind === 'terminated') this.#parts.onEnded(this);
    else this.wasReconnected();
  }

  #useEndpoint(endpoint: RenderedMediaEndpoint | undefined): void {
    if (endpoint === this.#endpoint) return;
    this.#unsubscribeMedia?.();
    this.#endpoint = endpoint;
    this.#unsubscribeMedia = endpoint?.events.on('media', () => this.#mediaChanged(endpoint));
    if (endpoint === undefined) return;
    for (const kind of this.#muted) endpoint.setMuted(kind, true);
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
    this.#isEnded = true;
    this.#unsubscribe();
    this.#unsubscribeMedia?.();
    this.#recovery.stop();
  }

  #show(): void {
    this.#parts.context.calls.replace(this.snapshot());
  }
}

function isIncoming(call: Call): call is IncomingCall {
  return call.direction === 'incoming';
}
