import type { MediaWant } from '../../media/media-endpoint.ts';
import type { DeviceChoice, MediaDevice, RenderedMediaFactory } from '../../media/rendered-media.ts';
import { DeviceOpener, type Devices } from './device-opener.ts';
import { PeerConnectionEndpoint } from './peer-connection-endpoint.ts';

/** Candidates and the addresses behind a NAT grow old. */
const PREPARED_FOR_MS = 60_000;

const kinds = { audioinput: 'microphone', videoinput: 'camera', audiooutput: 'speaker' } as const;

/** How the browser makes media. */
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
  #prepared: { readonly connection: RTCPeerConnection; readonly timer: ReturnType<typeof setTimeout> } | undefined;

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
    const connection = this.#takePrepared() ?? this.#connect();
    // A picture has a path of its own until the other end has agreed to send both over one.
    if (want.video) connection.setConfiguration({ ...connection.getConfiguration(), iceCandidatePoolSize: 2 });
    const opener = new DeviceOpener(this.#devices, this.choice);
    try {
      return new PeerConnectionEndpoint({ connection, opener, opened: await opener.open(want), want });
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  prepare(): void {
    this.#takePrepared()?.close();
    const connection = this.#connect();
    const timer = setTimeout(() => this.#takePrepared()?.close(), PREPARED_FOR_MS);
    this.#prepared = { connection, timer };
  }

  #takePrepared(): RTCPeerConnection | undefined {
    const prepared = this.#prepared;
    this.#prepared = undefined;
    clearTimeout(prepared?.timer);
    return prepared?.connection;
  }

  get #devices(): Devices | undefined {
    return this.#options.devices ?? secureDevices();
  }

  #connect(): RTCPeerConnection {
    return new RTCPeerConnection({
      iceServers: [...(this.#options.iceServers ?? [])],
      iceCandidatePoolSize: 1,
    });
  }
}

/** TypeScript's library does not know that pages that are not secure have none. */
function secureDevices(): Devices | undefined {
  return navigator.mediaDevices;
}
