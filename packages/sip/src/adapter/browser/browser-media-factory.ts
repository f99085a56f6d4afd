import type { MediaWant } from '../../media/media-endpoint.ts';
import type { DeviceChoice, MediaDevice, RenderedMediaFactory } from '../../media/rendered-media.ts';
import { DeviceOpener, type Devices } from './local-media.ts';
import { PeerConnectionEndpoint } from './peer-connection-endpoint.ts';

const kinds = { audioinput: 'microphone', videoinput: 'camera', audiooutput: 'speaker' } as const;

export interface BrowserMediaOptions {
  /** STUN and TURN servers; none by default. */
  readonly iceServers?: readonly RTCIceServer[];
  readonly choice?: DeviceChoice;
  /** Default `navigator.mediaDevices`. */
  readonly devices?: Devices;
}

/** Makes the media of calls from the devices and peer connections of the browser. */
export class BrowserMediaFactory implements RenderedMediaFactory {
  choice: DeviceChoice;
  readonly #options: BrowserMediaOptions;

  constructor(options: BrowserMediaOptions = {}) {
    this.#options = options;
    this.choice = options.choice ?? {};
  }

  async devices(): Promise<readonly MediaDevice[]> {
    const listed = (await this.#devices?.enumerateDevices()) ?? [];
    return listed.flatMap(({ kind, deviceId, label }) =>
      deviceId === '' ? [] : [{ kind: kinds[kind], id: deviceId, label }],
    );
  }

  onDevicesChanged(listener: () => void): () => void {
    const devices = this.#devices;
    devices?.addEventListener('devicechange', listener);
    return () => devices?.removeEventListener('devicechange', listener);
  }

  async open(want: MediaWant): Promise<PeerConnectionEndpoint> {
    // Candidates are gathered while the devices open, which may take a person's permission (D9).
    const connection = this.#connection(want);
    const opener = new DeviceOpener(this.#devices, this.choice);
    try {
      return new PeerConnectionEndpoint({ connection, opener, opened: await opener.open(want) });
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  get #devices(): Devices | undefined {
    return this.#options.devices ?? secureDevices();
  }

  #connection(want: MediaWant): RTCPeerConnection {
    return new RTCPeerConnection({
      iceServers: [...(this.#options.iceServers ?? [])],
      iceCandidatePoolSize: want.video ? 2 : 1,
    });
  }
}

/** TypeScript's library does not know that pages that are not secure have none. */
function secureDevices(): Devices | undefined {
  return navigator.mediaDevices;
}
