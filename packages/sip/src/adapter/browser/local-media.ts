import { MediaError, type MediaErrorKind, type MediaWant } from '../../media/media-endpoint.ts';
import type { DeviceChoice } from '../../media/rendered-media.ts';
import { toMediaError } from './media-errors.ts';

/** The part of `navigator.mediaDevices` that is used. Absent on a page that is not secure. */
export type Devices = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

/** Opens devices and explains why one cannot be had. */
export class DeviceOpener {
  readonly #devices: Devices | undefined;
  readonly #choice: DeviceChoice;

  constructor(devices: Devices | undefined, choice: DeviceChoice) {
    this.#devices = devices;
    this.#choice = choice;
  }

  /** @param deviceId undefined for the platform's default. @throws {MediaError} when that one cannot be had */
  async openDevice(kind: 'microphone' | 'camera', deviceId: string | undefined): Promise<MediaStreamTrack> {
    const chosen = kind === 'microphone' ? this.#audio() : this.#video();
    const exactly = { ...chosen, deviceId: deviceId === undefined ? {} : { exact: deviceId } };
    const stream = await this.#get(kind === 'microphone' ? { audio: exactly } : { video: exactly });
    const [track] = stream.getTracks();
    if (track === undefined) throw new MediaError('no-device', `The platform gave no ${kind}`);
    return track;
  }

  /**
   * The microphone, and the camera when video is wanted. A call goes on without a camera, not without a microphone.
   * @throws {MediaError} when what has to be there is not
   */
  async open(want: MediaWant): Promise<{ stream: MediaStream; cameraProblem?: MediaErrorKind }> {
    if (!want.audio) {
      return want.video ? this.#openCameraOnly() : { stream: new MediaStream() };
    }
    if (!want.video) return { stream: await this.#get({ audio: this.#audio() }) };
    try {
      return { stream: await this.#get({ audio: this.#audio(), video: this.#video() }) };
    } catch (error) {
      // The error does not say which device it is about. What the microphone alone says decides.
      const stream = await this.#get({ audio: this.#audio() });
      return { stream, cameraProblem: toMediaError(error).kind };
    }
  }

  /** @throws {MediaError} */
  async openCamera(): Promise<MediaStreamTrack> {
    const [track] = (await this.#get({ video: this.#video() })).getVideoTracks();
    if (track === undefined) throw new MediaError('no-device', 'The platform gave no camera');
    return track;
  }

  async #openCameraOnly(): Promise<{ stream: MediaStream; cameraProblem?: MediaErrorKind }> {
    try {
      return { stream: new MediaStream([await this.openCamera()]) };
    } catch (error) {
      return { stream: new MediaStream(), cameraProblem: toMediaError(error).kind };
    }
  }

  async #get(constraints: MediaStreamConstraints): Promise<MediaStream> {
    if (this.#devices === undefined) {
      throw new MediaError('insecure', 'A browser gives devices only to pages from https or localhost');
    }
    try {
      return await this.#devices.getUserMedia(constraints);
    } catch (error) {
      throw toMediaError(error);
    }
  }

  #audio(): MediaTrackConstraints {
    const { microphoneId } = this.#choice;
    return {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...(microphoneId === undefined ? {} : { deviceId: { ideal: microphoneId } }),
    };
  }

  #video(): MediaTrackConstraints {
    const { cameraId } = this.#choice;
    return {
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 30 },
      ...(cameraId === undefined ? {} : { deviceId: { ideal: cameraId } }),
    };
  }
}

/** The microphone and the camera of one call. All tracks stop with `close`. */
export class LocalMedia {
  /** For the own picture. Tracks come and go; the stream stays. */
  readonly stream: MediaStream;
  /** Why the camera that was wanted is not there. */
  cameraProblem: MediaErrorKind | undefined;
  readonly #opener: DeviceOpener;
  readonly #changed: () => void;
  #wantsCamera: boolean;
  #isOpening = false;
  #isClosed = false;
  #isMicrophoneMuted = false;
  #isHeld = false;

  constructor(
    opener: DeviceOpener,
    opened: { stream: MediaStream; cameraProblem?: MediaErrorKind },
    changed: () => void,
  ) {
    this.#opener = opener;
    this.#changed = changed;
    this.stream = opened.stream;
    this.cameraProblem = opened.cameraProblem;
    this.#wantsCamera = this.videoTrack !== undefined;
    for (const track of this.stream.getTracks()) this.#watch(track);
  }

  get audioTrack(): MediaStreamTrack | undefined {
    return this.stream.getAudioTracks()[0];
  }

  get videoTrack(): MediaStreamTrack | undefined {
    return this.stream.getVideoTracks()[0];
  }

  get microphone(): 'live' | 'muted' | 'absent' {
    if (this.audioTrack?.readyState !== 'live') return 'absent';
    return this.#isMicrophoneMuted ? 'muted' : 'live';
  }

  get camera(): 'live' | 'off' {
    return this.videoTrack?.readyState === 'live' ? 'live' : 'off';
  }

  setMicrophoneMuted(muted: boolean): void {
    this.#isMicrophoneMuted = muted;
    this.#enableMicrophone();
    this.#changed();
  }

  /** Off means off: the device is released, so that its light goes out. On opens it again, which takes a moment. */
  async setCameraOff(off: boolean): Promise<void> {
    this.#wantsCamera = !off;
    if (off) {
      this.#dropCamera();
      return;
    }
    if (this.videoTrack !== undefined || this.#isOpening) return;
    this.#isOpening = true;
    try {
      this.#addCamera(await this.#opener.openCamera());
    } catch (error) {
      this.cameraProblem = toMediaError(error).kind;
      this.#wantsCamera = false;
      this.#changed();
    } finally {
      this.#isOpening = false;
    }
  }

  /** @throws {MediaError} when it cannot be opened; then the one before stays */
  async useDevice(kind: 'microphone' | 'camera', deviceId: string | undefined): Promise<void> {
    const next = await this.#opener.openDevice(kind, deviceId);
    if (this.#isClosed) {
      next.stop();
      return;
    }
    const before = kind === 'microphone' ? this.audioTrack : this.videoTrack;
    if (before !== undefined) {
      before.onended = null;
      before.stop();
      this.stream.removeTrack(before);
    }
    this.stream.addTrack(next);
    this.#watch(next);
    this.#enableMicrophone();
    this.#changed();
  }

  setHeld(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.#enableMicrophone();
    if (this.videoTrack !== undefined) this.videoTrack.enabled = !isHeld;
  }

  close(): void {
    this.#isClosed = true;
    for (const track of this.stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
  }

  #enableMicrophone(): void {
    if (this.audioTrack !== undefined) this.audioTrack.enabled = !this.#isMicrophoneMuted && !this.#isHeld;
  }

  #addCamera(track: MediaStreamTrack): void {
    // The person may have changed their mind, or hung up, while it was opened.
    if (this.#isClosed || !this.#wantsCamera) {
      track.stop();
      return;
    }
    this.cameraProblem = undefined;
    this.stream.addTrack(track);
    this.#watch(track);
    this.#changed();
  }

  #dropCamera(): void {
    const track = this.videoTrack;
    if (track === undefined) return;
    track.onended = null;
    track.stop();
    this.stream.removeTrack(track);
    this.#changed();
  }

  /** A device can be unplugged in a call. */
  #watch(track: MediaStreamTrack): void {
    track.onended = () => {
      if (track.kind === 'video') this.#dropCamera();
      else this.#changed();
    };
  }
}
