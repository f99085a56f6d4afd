import {
  type CallQuality,
  type DeviceChoice,
  type MediaDevice,
  MediaError,
  type MediaErrorKind,
  type MediaKind,
  type MediaStatistics,
  type MediaStatus,
  type MediaWant,
  type RenderedMediaEndpoint,
  type RenderedMediaFactory,
} from '@sidetone/sip';
import { FakeMediaEndpoint } from '@sidetone/testkit';

/** A fake endpoint that can be shown: its status follows from what it was asked to do. */
export class RenderedFakeEndpoint extends FakeMediaEndpoint implements RenderedMediaEndpoint {
  readonly localStream = {};
  readonly remoteStream = {};
  connection: MediaStatus['connection'] = 'new';
  /** Set to have it say why it only listens. */
  microphoneProblem: MediaErrorKind | undefined;
  /** What `statistics` says of the sound. */
  quality: CallQuality | undefined;
  /** Devices that were chosen in the call, in order. */
  readonly chosen: { readonly kind: 'microphone' | 'camera'; readonly id: string | undefined }[] = [];
  /** Set to make `useDevice` reject. */
  deviceFailure: MediaErrorKind | undefined;
  readonly #want: MediaWant;
  readonly #cameraProblem: MediaErrorKind | undefined;

  constructor(name: string, want: MediaWant, cameraProblem: MediaErrorKind | undefined, isCutOff: boolean) {
    super(name);
    this.#want = want;
    this.#cameraProblem = cameraProblem;
    this.isCutOff = isCutOff;
    this.events.on('connection', (connection) => {
      this.connection = connection;
      this.events.emit('media', undefined);
    });
  }

  get status(): MediaStatus {
    const { video } = this.wants.at(-1) ?? this.#want;
    const hasCamera = video && this.#cameraProblem === undefined;
    return {
      microphone: this.microphoneProblem === undefined ? (this.muted.has('audio') ? 'muted' : 'live') : 'absent',
      camera: hasCamera ? (this.muted.has('video') ? 'off' : 'live') : 'absent',
      remoteAudio: this.receives('audio') ? 'live' : 'absent',
      remoteVideo: this.receives('video') ? 'live' : 'absent',
      connection: this.connection,
      ...(this.microphoneProblem === undefined ? {} : { microphoneProblem: this.microphoneProblem }),
      ...(this.#cameraProblem === undefined ? {} : { cameraProblem: this.#cameraProblem }),
    };
  }

  override setMuted(kind: MediaKind, muted: boolean): void {
    super.setMuted(kind, muted);
    this.events.emit('media', undefined);
  }

  useDevice(kind: 'microphone' | 'camera', id: string | undefined): Promise<void> {
    if (this.deviceFailure !== undefined)
      return Promise.reject(new MediaError(this.deviceFailure, 'as the test wants'));
    this.chosen.push({ kind, id });
    if (kind === 'microphone') this.microphoneProblem = undefined;
    this.events.emit('media', undefined);
    return Promise.resolve();
  }

  statistics(): Promise<MediaStatistics> {
    const none = { audio: undefined, video: undefined, roundTripMs: undefined, quality: this.quality };
    return Promise.resolve({ ...none, localCandidate: undefined, remoteCandidate: undefined });
  }
}

/** Opens endpoints that can be shown, and keeps them. */
export class RenderedFakeMedia implements RenderedMediaFactory {
  readonly endpoints: RenderedFakeEndpoint[] = [];
  choice: DeviceChoice = {};
  /** How often a call was announced. */
  prepared = 0;
  /** Set to have no microphone. */
  microphoneProblem: MediaErrorKind | undefined;
  /** Whether endpoints opened from now on take telephone-events. */
  hasTelephoneEvents = true;
  /** Set to make `open` reject. */
  failure: MediaErrorKind | undefined;
  /** Set to have no camera. */
  cameraProblem: MediaErrorKind | undefined;
  /** Set to have the media of endpoints opened from now on find no way. */
  isCutOff = false;
  /** When set, `open` waits for it, as for a person who is asked for permission. */
  permission: Promise<void> | undefined;
  readonly #name: string;
  readonly #listeners = new Set<() => void>();
  #devices: readonly MediaDevice[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  get newest(): RenderedFakeEndpoint | undefined {
    return this.endpoints.at(-1);
  }

  get openCount(): number {
    return this.endpoints.filter((endpoint) => !endpoint.isClosed).length;
  }

  async open(want: MediaWant): Promise<RenderedFakeEndpoint> {
    await this.permission;
    if (this.failure !== undefined) throw new MediaError(this.failure, `the fake devices fail: ${this.failure}`);
    const name = `${this.#name}-${this.endpoints.length + 1}`;
    const endpoint = new RenderedFakeEndpoint(name, want, want.video ? this.cameraProblem : undefined, this.isCutOff);
    endpoint.microphoneProblem = this.microphoneProblem;
    endpoint.hasTelephoneEvents = this.hasTelephoneEvents;
    this.endpoints.push(endpoint);
    return endpoint;
  }

  prepare(): void {
    this.prepared += 1;
  }

  devices(): Promise<readonly MediaDevice[]> {
    return Promise.resolve(this.#devices);
  }

  onDevicesChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Plugs devices in and out. */
  plug(devices: readonly MediaDevice[]): void {
    this.#devices = devices;
    for (const listener of this.#listeners) listener();
  }
}
