import type { Emitter } from '../runtime/emitter.ts';
import type {
  MediaConnection,
  MediaEndpoint,
  MediaEndpointEvents,
  MediaEndpointFactory,
  MediaErrorKind,
  MediaWant,
} from './media-endpoint.ts';

/** What is heard and seen at a moment. */
export interface MediaStatus {
  readonly microphone: 'live' | 'muted' | 'absent';
  /** `off`: there is one, and it is switched off. `absent`: the call has no picture of ours. */
  readonly camera: 'live' | 'off' | 'absent';
  /** `muted`: the other end sends no sound. */
  readonly remoteAudio: 'live' | 'muted' | 'absent';
  /** `off`: the other end could send a picture, and does not. */
  readonly remoteVideo: 'live' | 'off' | 'absent';
  readonly connection: 'new' | MediaConnection;
  /** Why there is no microphone: this end only listens. */
  readonly microphoneProblem?: MediaErrorKind;
  /** Why the camera that was wanted is not there. */
  readonly cameraProblem?: MediaErrorKind;
}

/** Numbers of a call's media since its beginning; `undefined` where there is nothing to count. */
export interface MediaStatistics {
  readonly audio: InboundStatistics | undefined;
  readonly video:
    | (InboundStatistics & { readonly framesDecoded: number; readonly width: number; readonly height: number })
    | undefined;
  /** Between the two ends, in ms. */
  readonly roundTripMs: number | undefined;
  /** How the path goes (RFC 8445 §5.1.1): `host`, `srflx`, `prflx` or `relay`. */
  readonly localCandidate: string | undefined;
  readonly remoteCandidate: string | undefined;
  /** How good the sound was in the last seconds; undefined while none arrives. */
  readonly quality: CallQuality | undefined;
}

/** What a person hears of the path, over the last seconds. */
export interface CallQuality {
  /** Of the packets that were sent to this end, from 0 to 100. */
  readonly lossPercent: number;
  /** Variation of the time between packets (RFC 3550 §6.4.1). */
  readonly jitterMs: number;
  /** To the other end and back; undefined until it has been measured. */
  readonly roundTripMs: number | undefined;
  /** Estimated opinion of a listener, from 1 to 4.5 (ITU-T G.107). */
  readonly mos: number;
}

/** What has arrived of one kind of media. */
export interface InboundStatistics {
  readonly bytesReceived: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly jitterMs: number;
  /** Codec as SDP names it, such as `audio/opus`. */
  readonly codec: string | undefined;
}

/** A device that a person can choose. */
export interface MediaDevice {
  readonly kind: 'microphone' | 'camera' | 'speaker';
  /** Names the device on this page, also later. */
  readonly id: string;
  /** For people; empty until the page may use devices. */
  readonly label: string;
}

/** Devices that calls to come use; the platform's default where none is named or the named one is gone. */
export interface DeviceChoice {
  readonly microphoneId?: string;
  readonly cameraId?: string;
}

/** What a media endpoint with devices tells of itself. */
export interface RenderedMediaEvents extends MediaEndpointEvents {
  /** A device was unplugged in the call. `replacement` is the label of the one used instead; undefined when there is none. */
  deviceLost: { readonly kind: 'microphone' | 'camera'; readonly replacement: string | undefined };
}

/** A media endpoint that can be shown. Its event `media` also tells that the status changed. */
export interface RenderedMediaEndpoint extends MediaEndpoint {
  readonly events: Pick<Emitter<RenderedMediaEvents>, 'on'>;
  readonly status: MediaStatus;
  /** Stream of the platform with our own tracks; opaque here. */
  readonly localStream: object | undefined;
  readonly remoteStream: object | undefined;
  /**
   * Uses another device from now on, without a new offer. What is muted stays muted. Rejects with `MediaError` when it
   * cannot be opened; then the one before stays.
   * @param deviceId of `MediaDevice`; undefined for the platform's default
   */
  useDevice(kind: 'microphone' | 'camera', deviceId: string | undefined): Promise<void>;
  statistics(): Promise<MediaStatistics>;
}

/** Makes media endpoints from the devices of this end. */
export interface RenderedMediaFactory extends MediaEndpointFactory {
  /** Devices of the calls to come. */
  choice: DeviceChoice;
  /**
   * Opens the microphone, and the camera when video is wanted. When one is missing or in use the endpoint goes without it
   * and its status says why. Rejects with `MediaError` when the microphone may not be used.
   */
  open(want: MediaWant): Promise<RenderedMediaEndpoint>;
  /**
   * A call will soon be placed or answered: candidates are gathered meanwhile. What nobody uses within a minute is given
   * up.
   */
  prepare?(): void;
  /** Devices that can be chosen now. Before the first permission the platform may name none. */
  devices(): Promise<readonly MediaDevice[]>;
  /** Calls back when a device was plugged in or unplugged. @returns the function that ends it */
  onDevicesChanged(listener: () => void): () => void;
}
