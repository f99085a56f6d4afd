import {
  type MediaEndpoint,
  type MediaEndpointFactory,
  MediaError,
  type MediaWant,
  type RenderedMediaEndpoint,
  type RenderedMediaFactory,
} from '@sidetone/sip';
import { deviceState } from '../devices/device-state.ts';
import type { DeviceState } from '../state/devices-snapshot.ts';
import type { PhoneStore } from '../store/phone-store.ts';

/** Opens media for the user agent, notes what the devices say, and knows which endpoint can be shown. */
export class WatchedMedia implements MediaEndpointFactory {
  readonly #factory: RenderedMediaFactory;
  readonly #store: PhoneStore;
  readonly #onOpened: () => void;
  readonly #rendered = new WeakMap<MediaEndpoint, RenderedMediaEndpoint>();

  /** @param onOpened devices were opened: from now on the platform tells their names */
  constructor(factory: RenderedMediaFactory, store: PhoneStore, onOpened: () => void) {
    this.#factory = factory;
    this.#store = store;
    this.#onOpened = onOpened;
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
      this.#onOpened();
      return endpoint;
    } catch (error) {
      if (want.audio) this.#note('microphone', deviceState(error instanceof MediaError ? error.kind : 'failed'));
      throw error;
    }
  }

  /** A call may soon need media. */
  prepare(): void {
    this.#factory.prepare?.();
  }

  /** The endpoint as it can be shown. */
  rendered(endpoint: MediaEndpoint | undefined): RenderedMediaEndpoint | undefined {
    return endpoint === undefined ? undefined : this.#rendered.get(endpoint);
  }

  #note(device: 'microphone' | 'camera', state: DeviceState): void {
    this.#store.setState(({ devices }) => ({ devices: { ...devices, [device]: state } }));
  }
}
