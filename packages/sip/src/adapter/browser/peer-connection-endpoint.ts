import { MediaError, type MediaWant, type ToneTiming } from '../../media/media-endpoint.ts';
import type {
  MediaStatistics,
  MediaStatus,
  RenderedMediaEndpoint,
  RenderedMediaEvents,
} from '../../media/rendered-media.ts';
import { Emitter } from '../../runtime/emitter.ts';
import type { MediaKind } from '../../sdp/session-description.ts';
import type { DeviceKind, DeviceOpener, OpenedDevices } from './device-opener.ts';
import { LocalMedia } from './local-media.ts';
import { toMediaError } from './media-errors.ts';
import { type LinkWish, PeerLink } from './peer-link.ts';

/** An offer with a picture waits that long for the camera. Later it is sent when it comes. */
const CAMERA_AT_MOST_MS = 3_000;

interface Parts {
  /** May have been gathering candidates already. */
  readonly connection: RTCPeerConnection;
  readonly opener: DeviceOpener;
  readonly opened: OpenedDevices;
  readonly want: MediaWant;
}

/** The media of one call on one RTCPeerConnection of the browser (RFC 8829). */
export class PeerConnectionEndpoint implements RenderedMediaEndpoint {
  readonly events = new Emitter<RenderedMediaEvents>();
  readonly #local: LocalMedia;
  readonly #link: PeerLink;
  readonly #muted = new Set<MediaKind>();
  readonly #closing = new AbortController();
  /** What was asked for when offer and answer were agreed on last. */
  #agreed: MediaWant;
  /** What the offer under way asks for. */
  #offered: MediaWant | undefined;

  constructor({ connection, opener, opened, want }: Parts) {
    this.#agreed = want;
    this.#local = new LocalMedia(opener, opened, {
      onChanged: () => this.#localChanged(),
      onLost: (kind, replacement) => this.events.emit('deviceLost', { kind, replacement }),
    });
    this.#link = new PeerLink(connection, this.#local.stream, {
      onConnection: (state) => {
        this.events.emit('connection', state);
        this.events.emit('media', undefined);
      },
      onMedia: () => this.events.emit('media', undefined),
      onCandidates: (fragment, isLast) => this.events.emit('candidates', { fragment, isLast }),
      trackOf: (kind) => this.#deviceOf(kind).track,
    });
  }

  get localStream(): MediaStream {
    return this.#local.stream;
  }

  get remoteStream(): MediaStream {
    return this.#link.remoteStream;
  }

  get status(): MediaStatus {
    const { microphone, camera } = this.#local;
    const activity = this.#link.remoteActivity;
    return {
      microphone: microphone.track === undefined ? 'absent' : this.#muted.has('audio') ? 'muted' : 'live',
      camera: this.#camera,
      remoteAudio: this.#remote('audio', activity.sound ? 'live' : 'muted'),
      remoteVideo: this.#remote('video', activity.picture ? 'live' : 'off'),
      connection: this.#link.connection,
      ...(microphone.problem === undefined ? {} : { microphoneProblem: microphone.problem }),
      ...(camera.problem === undefined ? {} : { cameraProblem: camera.problem }),
    };
  }

  createOffer(want: MediaWant, options: { readonly restartIce?: boolean } = {}): Promise<string> {
    return this.#explained(async () => {
      const isNewPicture = want.video && !this.#agreed.video;
      this.#offered = want;
      if (isNewPicture) this.#local.camera.retry();
      this.#useDevices();
      try {
        await this.#local.camera.settled(CAMERA_AT_MOST_MS);
        return await this.#link.createOffer(this.#wish(want), options.restartIce === true);
      } catch (error) {
        await this.#takeBack();
        throw error;
      }
    });
  }

  acceptOffer(sdp: string, want: MediaWant): Promise<string> {
    return this.#explained(async () => {
      const answer = await this.#link.acceptOffer(sdp, this.#wish(want));
      this.#agreed = want;
      this.#useDevices();
      return answer;
    });
  }

  applyAnswer(sdp: string, kind: 'answer' | 'pranswer'): Promise<void> {
    return this.#explained(async () => {
      await this.#link.applyAnswer(sdp, kind);
      if (kind === 'pranswer') return;
      this.#agreed = this.#offered ?? this.#agreed;
      this.#offered = undefined;
      this.#useDevices();
    });
  }

  rollback(): Promise<void> {
    return this.#explained(() => this.#takeBack());
  }

  setMuted(kind: MediaKind, muted: boolean): void {
    if (this.#isClosed) return;
    if (muted) this.#muted.add(kind);
    else this.#muted.delete(kind);
    this.#useDevices();
    if (!muted) this.#deviceOf(kind).retry();
    this.events.emit('media', undefined);
  }

  sendDtmf(tones: string, timing: ToneTiming): boolean {
    if (!/^[0-9*#A-Da-d,]*$/.test(tones)) throw new RangeError(`${tones} has characters that are no tones`);
    return !this.#isClosed && this.#link.sendDtmf(tones, timing);
  }

  addCandidates(fragment: string): Promise<void> {
    return this.#explained(() => this.#link.addCandidates(fragment));
  }

  useDevice(kind: DeviceKind, deviceId: string | undefined): Promise<void> {
    return this.#explained(() => this.#local[kind].use(deviceId));
  }

  statistics(): Promise<MediaStatistics> {
    return this.#link.statistics();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#closing.abort();
    this.#local.close();
    this.#link.close();
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  get #want(): MediaWant {
    return this.#offered ?? this.#agreed;
  }

  #deviceOf(kind: MediaKind): LocalMedia['microphone'] {
    return kind === 'audio' ? this.#local.microphone : this.#local.camera;
  }

  /** What was last asked for, made so. Nobody is filmed whose picture goes nowhere. */
  #useDevices(): void {
    if (this.#isClosed) return;
    const { audio, video, hold = false } = this.#want;
    const { microphone, camera } = this.#local;
    microphone.setSilent(hold || this.#muted.has('audio'));
    microphone.want(audio);
    camera.want(video && !hold && !this.#muted.has('video') && this.#maySendPicture);
    this.#link.setSilent(hold);
  }

  /** Whether a picture of ours goes to the other end, or may once the offer is answered. */
  get #maySendPicture(): boolean {
    if (this.#offered !== undefined || !this.#link.isAgreed) return true;
    const outgoing = this.#link.outgoing('video');
    return outgoing !== 'none' && outgoing !== 'refused';
  }

  #wish({ audio, video, hold = false }: MediaWant): LinkWish {
    const { microphone, camera } = this.#local;
    return {
      // Without a microphone this end listens.
      audio: audio && microphone.problem === undefined ? 'send' : 'receive',
      video: video ? (camera.problem === undefined ? 'send' : 'receive') : 'none',
      isHeld: hold,
    };
  }

  async #takeBack(): Promise<void> {
    this.#offered = undefined;
    await this.#link.rollback();
    this.#useDevices();
  }

  #localChanged(): void {
    if (this.#isClosed) return;
    this.events.emit('media', undefined);
    this.#explained(() => this.#link.sendTracks()).then(
      () => this.#askForOffer(),
      (error: unknown) => {
        if (this.#isClosed) return;
        this.#local.camera.problem ??= toMediaError(error).kind;
        this.events.emit('media', undefined);
      },
    );
  }

  /** A device came that the other end has not been told of. */
  #askForOffer(): void {
    if (this.#isClosed || this.#offered !== undefined || !this.#link.isAgreed || this.#agreed.hold === true) return;
    const isUntold = (['audio', 'video'] as const).some(
      (kind) =>
        this.#agreed[kind] && this.#deviceOf(kind).track !== undefined && this.#link.outgoing(kind) === 'unasked',
    );
    if (isUntold) this.events.emit('offerNeeded', undefined);
  }

  /** Without a place for a picture in the call there is no camera to switch on. */
  get #camera(): MediaStatus['camera'] {
    if (this.#local.camera.track !== undefined) return 'live';
    if (!this.#want.video) return 'absent';
    if (!this.#link.isAgreed) return this.#local.camera.problem === undefined ? 'off' : 'absent';
    const outgoing = this.#link.outgoing('video');
    return outgoing === 'none' || (outgoing === 'unasked' && this.#agreed.hold !== true) ? 'absent' : 'off';
  }

  #remote<T extends string>(kind: MediaKind, state: T): T | 'absent' {
    return this.#link.receives(kind) ? state : 'absent';
  }

  async #explained<T>(act: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw closed();
    try {
      return await untilAborted(act(), this.#closing.signal);
    } catch (error) {
      throw toMediaError(error);
    }
  }
}

/** What is under way on a peer connection never settles once that is closed (WebRTC §4.4.1.2). */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(closed());
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function closed(): MediaError {
  return new MediaError('failed', 'The media of this call is closed');
}
