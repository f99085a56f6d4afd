import { MediaError, type MediaErrorKind, type MediaWant, type ToneTiming } from '../../media/media-endpoint.ts';
import type {
  MediaStatistics,
  MediaStatus,
  RenderedMediaEndpoint,
  RenderedMediaEvents,
} from '../../media/rendered-media.ts';
import { Emitter } from '../../runtime/emitter.ts';
import type { MediaKind } from '../../sdp/session-description.ts';
import { type DeviceOpener, LocalMedia } from './local-media.ts';
import { toMediaError } from './media-errors.ts';
import { PeerLink } from './peer-link.ts';

interface Parts {
  /** May have been gathering candidates already. */
  readonly connection: RTCPeerConnection;
  readonly opener: DeviceOpener;
  readonly opened: Awaited<ReturnType<DeviceOpener['open']>>;
}

/** The media of one call on one RTCPeerConnection of the browser (RFC 8829). */
export class PeerConnectionEndpoint implements RenderedMediaEndpoint {
  readonly events = new Emitter<RenderedMediaEvents>();
  readonly #local: LocalMedia;
  readonly #link: PeerLink;
  #isClosed = false;
  #sendingProblem: MediaErrorKind | undefined;

  constructor({ connection, opener, opened }: Parts) {
    this.#local = new LocalMedia(opener, opened, () => this.#localChanged());
    this.#link = new PeerLink(connection, this.#local, {
      onConnection: (state) => {
        this.events.emit('connection', state);
        this.events.emit('media', undefined);
      },
      onMedia: () => this.events.emit('media', undefined),
      onCandidates: (fragment, isLast) => this.events.emit('candidates', { fragment, isLast }),
    });
  }

  get localStream(): MediaStream {
    return this.#local.stream;
  }

  get remoteStream(): MediaStream {
    return this.#link.remoteStream;
  }

  get status(): MediaStatus {
    const cameraProblem = this.#local.cameraProblem ?? this.#sendingProblem;
    const activity = this.#link.remoteActivity;
    return {
      microphone: this.#local.microphone,
      camera: this.#camera,
      remoteAudio: this.#remote('audio', activity.sound ? 'live' : 'muted'),
      remoteVideo: this.#remote('video', activity.picture ? 'live' : 'off'),
      connection: this.#link.connection,
      ...(cameraProblem === undefined ? {} : { cameraProblem }),
    };
  }

  createOffer(want: MediaWant, options: { readonly restartIce?: boolean } = {}): Promise<string> {
    return this.#explained(() => this.#link.createOffer(want, options.restartIce === true));
  }

  acceptOffer(sdp: string, want: MediaWant): Promise<string> {
    return this.#explained(async () => {
      const answer = await this.#link.acceptOffer(sdp, want);
      this.#releaseUnusedCamera();
      return answer;
    });
  }

  applyAnswer(sdp: string, kind: 'answer' | 'pranswer'): Promise<void> {
    return this.#explained(async () => {
      await this.#link.applyAnswer(sdp, kind);
      if (kind === 'answer') this.#releaseUnusedCamera();
    });
  }

  rollback(): Promise<void> {
    return this.#explained(() => this.#link.rollback());
  }

  setMuted(kind: MediaKind, muted: boolean): void {
    if (this.#isClosed) return;
    if (kind === 'audio') this.#local.setMicrophoneMuted(muted);
    else void this.#local.setCameraOff(muted);
  }

  sendDtmf(tones: string, timing: ToneTiming): boolean {
    return this.#link.sendDtmf(tones, timing);
  }

  addCandidates(fragment: string): Promise<void> {
    return this.#explained(() => this.#link.addCandidates(fragment));
  }

  useDevice(kind: 'microphone' | 'camera', deviceId: string | undefined): Promise<void> {
    return this.#explained(() => this.#local.useDevice(kind, deviceId));
  }

  statistics(): Promise<MediaStatistics> {
    return this.#link.statistics();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#local.close();
    this.#link.close();
  }

  #localChanged(): void {
    if (this.#isClosed) return;
    this.events.emit('media', undefined);
    this.#explained(() => this.#link.sendTracks()).catch((error: unknown) => {
      this.#sendingProblem = toMediaError(error).kind;
      if (!this.#isClosed) this.events.emit('media', undefined);
    });
  }

  /** Without a place for a picture in the call there is no camera to switch on. */
  get #camera(): MediaStatus['camera'] {
    return this.#local.videoTrack !== undefined || this.#link.maySend('video') ? this.#local.camera : 'absent';
  }

  /** Nobody gets the picture: the call has none, or the other end has refused it. So nothing is filmed. */
  #releaseUnusedCamera(): void {
    if (!this.#link.maySend('video')) void this.#local.setCameraOff(true);
  }

  #remote<T extends string>(kind: MediaKind, state: T): T | 'absent' {
    return this.#link.receives(kind) ? state : 'absent';
  }

  async #explained<T>(act: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new MediaError('failed', 'The media of this call is closed');
    try {
      return await act();
    } catch (error) {
      throw toMediaError(error);
    }
  }
}
