import {
  type MediaEndpoint,
  type MediaEndpointFactory,
  MediaError,
  type MediaErrorKind,
  type MediaWant,
  type RenderedMediaEndpoint,
  type RenderedMediaFactory,
} from '@sidetone/sip';
import type { DeviceState } from '../state/devices-snapshot.ts';
import type { PhoneStore } from '../store/phone-store.ts';

/** Opens media for the user agent, notes what the devices say, and knows which endpoint can be shown. */
export class WatchedMedia implements MediaEndpointFactory {
  readonly #factory: RenderedMediaFactory;
  readonly #store: PhoneStore;
  readonly #rendered = new WeakMap<MediaEndpoint, RenderedMediaEndpoint>();

  constructor(factory: RenderedMediaFactory, store: PhoneStore) {
    this.#factory = factory;
    this.#store = store;
  }

  async open(want: MediaWant): Promise<MediaEndpoint> {
    try {
      const endpoint = await this.#factory.open(want);
      this.#rendered.set(endpoint, endpoint);
      const { microphoneProblem, cameraProblem } = endpoint.status;
      if (want.audio) {
        this.#note('microphone', microphoneProblem === undefined ? 'ready' : deviceState(microphoneProblem));
      }
      if (want.video) this.#note('camera', cameraProblem === undefined ? 'ready' : deviceState(cameraProblem));
      return endpoint;
    } catch (error) {
      if (want.audio) this.#note('microphone', deviceState(error instanceof MediaError ? error.kind : 'failed'));
      throw error;
    }
  }

  /** The endpoint as it can be shown. */
  rendered(endpoint: MediaEndpoint | undefined): RenderedMediaEndpoint | undefined {
    return endpoint === undefined ? undefined : this.#rendered.get(endpoint);
  }

  #note(device: 'microphone' | 'camera', state: DeviceState): void {
    this.#store.setState(({ devices }) => ({ devices: { ...devices, [device]: state } }));
  }
}

function deviceState(kind: MediaErrorKind): DeviceState {
  switch (kind) {
    case 'no-device':
      return 'absent';
    case 'denied':
    case 'insecure':
      return 'denied';
    case 'in-use':
      return 'in-use';
    case 'incompatible':
    case 'failed':
      return 'failed';
  }
}
