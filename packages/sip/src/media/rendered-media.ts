import type {
  MediaConnection,
  MediaEndpoint,
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
}

export interface InboundStatistics {
  readonly bytesReceived: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly jitterMs: number;
  /** Codec as SDP names it, such as `audio/opus`. */
  readonly codec: string | undefined;
}

/** A media endpoint that can be shown. Its event `media` also tells that the status changed. */
export interface RenderedMediaEndpoint extends MediaEndpoint {
  readonly status: MediaStatus;
  /** Stream of the platform with our own tracks; opaque here. */
  readonly localStream: object | undefined;
  readonly remoteStream: object | undefined;
  statistics(): Promise<MediaStatistics>;
}

export interface RenderedMediaFactory extends MediaEndpointFactory {
  /** Opens the microphone, and the camera when video is wanted and there is one. Rejects with `MediaError`. */
  open(want: MediaWant): Promise<RenderedMediaEndpoint>;
}
