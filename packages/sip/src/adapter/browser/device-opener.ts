import { MediaError, type MediaErrorKind, type MediaWant } from '../../media/media-endpoint.ts';
import type { DeviceChoice } from '../../media/rendered-media.ts';
import { toMediaError } from './media-errors.ts';

/** The part of `navigator.mediaDevices` that is used. Absent on a page that is not secure. */
export type Devices = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

/** A device that this end sends from. */
export type DeviceKind = 'microphone' | 'camera';

/** What a call begins with. */
export interface OpenedDevices {
  readonly microphone: MediaStreamTrack | undefined;
  readonly camera: MediaStreamTrack | undefined;
  /** Why the one that was wanted is not there. */
  readonly microphoneProblem?: MediaErrorKind;
  readonly cameraProblem?: MediaErrorKind;
}

/** A call can go on without a microphone for these reasons. The others are for the person to mend before. */
const bearable: ReadonlySet<MediaErrorKind> = new Set(['no-device', 'in-use']);

const sound: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const picture: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
};

/** Opens devices and explains why one cannot be had. */
export class DeviceOpener {
  readonly choice: DeviceChoice;
  readonly #devices: Devices | undefined;

  constructor(devices: Devices | undefined, choice: DeviceChoice) {
    this.#devices = devices;
    this.choice = choice;
  }

  /**
   * Opens what is wanted, with one question to the person when both are.
   * @throws {MediaError} when the microphone may not be used
   */
  async open(want: MediaWant): Promise<OpenedDevices> {
    if (!want.audio || !want.video) return this.#oneByOne(want);
    try {
      const stream = await this.#get({
        audio: constraintsOf('microphone', this.choice.microphoneId),
        video: constraintsOf('camera', this.choice.cameraId),
      });
      return { microphone: stream.getAudioTracks()[0], camera: stream.getVideoTracks()[0] };
    } catch {
      // The error does not say which device it is about. What each alone says decides.
      return this.#oneByOne(want);
    }
  }

  /**
   * Opens one device.
   * @param which `exact`: that one or none; without it, that one if it is there
   * @throws {MediaError}
   */
  async openDevice(
    kind: DeviceKind,
    id: string | undefined,
    which: 'exact' | 'preferred' = 'preferred',
  ): Promise<MediaStreamTrack> {
    const constraints = constraintsOf(kind, id, which);
    const stream = await this.#get(kind === 'microphone' ? { audio: constraints } : { video: constraints });
    const [track] = stream.getTracks();
    if (track === undefined) throw new MediaError('no-device', `The platform gave no ${kind}`);
    return track;
  }

  /** Calls back when a device was plugged in or unplugged. @returns the function that ends it */
  onChange(listener: () => void): () => void {
    this.#devices?.addEventListener('devicechange', listener);
    return () => this.#devices?.removeEventListener('devicechange', listener);
  }

  async #oneByOne(want: MediaWant): Promise<OpenedDevices> {
    const microphone = want.audio ? await this.#try('microphone', this.choice.microphoneId) : {};
    const { problem } = microphone;
    if (problem !== undefined && !bearable.has(problem.kind)) throw problem;
    const camera = want.video ? await this.#try('camera', this.choice.cameraId) : {};
    return {
      microphone: microphone.track,
      camera: camera.track,
      ...(problem === undefined ? {} : { microphoneProblem: problem.kind }),
      ...(camera.problem === undefined ? {} : { cameraProblem: camera.problem.kind }),
    };
  }

  async #try(kind: DeviceKind, id: string | undefined): Promise<{ track?: MediaStreamTrack; problem?: MediaError }> {
    try {
      return { track: await this.openDevice(kind, id) };
    } catch (error) {
      return { problem: toMediaError(error) };
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
}

function constraintsOf(
  kind: DeviceKind,
  id: string | undefined,
  which: 'exact' | 'preferred' = 'preferred',
): MediaTrackConstraints {
  const usual = kind === 'microphone' ? sound : picture;
  if (id === undefined) return usual;
  return { ...usual, deviceId: which === 'exact' ? { exact: id } : { ideal: id } };
}
