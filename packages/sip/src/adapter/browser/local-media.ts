import type { DeviceOpener, OpenedDevices } from './device-opener.ts';
import { LocalDevice, type LocalDeviceUser } from './local-device.ts';

/** The microphone and the camera of one call. All tracks stop with `close`. */
export class LocalMedia {
  /** For the own picture. Tracks come and go; the stream stays. */
  readonly stream = new MediaStream();
  readonly microphone: LocalDevice;
  readonly camera: LocalDevice;
  readonly #stopLooking: () => void;

  constructor(opener: DeviceOpener, opened: OpenedDevices, user: LocalDeviceUser) {
    this.microphone = new LocalDevice('microphone', opener, this.stream, user);
    this.camera = new LocalDevice('camera', opener, this.stream, user);
    this.#stopLooking = opener.onChange(() => {
      this.microphone.lookAgain();
      this.camera.lookAgain();
    });
    this.microphone.adopt(opened.microphone, opened.microphoneProblem);
    this.camera.adopt(opened.camera, opened.cameraProblem);
  }

  close(): void {
    this.#stopLooking();
    this.microphone.close();
    this.camera.close();
  }
}
