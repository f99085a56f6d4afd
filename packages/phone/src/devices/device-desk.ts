import {
  type MediaEndpointFactory,
  MediaError,
  type RenderedMediaEndpoint,
  type RenderedMediaFactory,
} from '@sidetone/sip';
import { sentence } from '../outcomes/sentence.ts';
import type { PhoneContext } from '../phone-context.ts';
import type { DeviceChoice, DeviceKind, DevicesSnapshot } from '../state/devices-snapshot.ts';
import { deviceChoiceSchema } from '../storage/stored-schemas.ts';
import { deviceState } from './device-state.ts';

const CHOSEN = 'devices';

/** The kinds that a call sends from. The speaker belongs to whoever plays the sound. */
type SendingKind = Exclude<DeviceKind, 'speaker'>;

/** Microphones, cameras and speakers: what is plugged in, and what the person has chosen, now and for later. */
export class DeviceDesk {
  readonly #context: PhoneContext;
  readonly #factory: RenderedMediaFactory;
  readonly #media: MediaEndpointFactory;
  readonly #endpoints: () => readonly RenderedMediaEndpoint[];
  readonly #unsubscribe: () => void;

  /**
   * @param media opens devices, and notes what they say
   * @param endpoints the media of the live calls
   */
  constructor(
    context: PhoneContext,
    factory: RenderedMediaFactory,
    media: MediaEndpointFactory,
    endpoints: () => readonly RenderedMediaEndpoint[],
  ) {
    this.#context = context;
    this.#factory = factory;
    this.#media = media;
    this.#endpoints = endpoints;
    this.#unsubscribe = factory.onDevicesChanged(() => void this.refresh());
    void this.#load();
  }

  /** Looks what is plugged in. What was missed and is back is used again. */
  async refresh(): Promise<void> {
    const list = (await this.#factory.devices()).map(({ kind, id, label }) => ({ kind, id, label }));
    const before = this.#devices.list;
    this.#set({ list });
    const isNew = (kind: SendingKind, id?: string): boolean => {
      const fits = (device: DevicesSnapshot['list'][number]): boolean =>
        device.kind === kind && (id === undefined || device.id === id);
      return list.some(fits) && !before.some(fits);
    };
    for (const kind of ['microphone', 'camera'] as const) {
      const chosen = this.#devices.chosen[kind];
      if (chosen !== undefined && isNew(kind, chosen)) this.#use(kind, chosen, everywhere);
      else if (isNew(kind)) this.#use(kind, undefined, (endpoint) => lacks(endpoint, kind));
    }
  }

  /** Opens microphone and camera for a moment. What comes of it is in the state of the devices. */
  async ask(): Promise<void> {
    try {
      const endpoint = await this.#media.open({ audio: true, video: true });
      endpoint.close();
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
    }
  }

  choose(kind: DeviceKind, id: string | undefined): void {
    const { [kind]: _before, ...others } = this.#devices.chosen;
    const chosen: DeviceChoice = id === undefined ? others : { ...others, [kind]: id };
    this.#context.records.save(CHOSEN, chosen);
    this.#chosen(chosen);
    if (kind !== 'speaker') this.#use(kind, id, everywhere);
  }

  close(): void {
    this.#unsubscribe();
  }

  get #devices(): DevicesSnapshot {
    return this.#context.store.getState().devices;
  }

  async #load(): Promise<void> {
    const kept = await this.#context.records.load(CHOSEN, deviceChoiceSchema);
    // What was chosen meanwhile counts more.
    if (kept !== undefined) this.#chosen({ ...kept, ...this.#devices.chosen });
  }

  #chosen(chosen: DeviceChoice): void {
    const { microphone, camera } = chosen;
    this.#factory.choice = {
      ...(microphone === undefined ? {} : { microphoneId: microphone }),
      ...(camera === undefined ? {} : { cameraId: camera }),
    };
    this.#set({ chosen });
  }

  /** Uses a device in the running calls; where none of its kind is wanted now, the next time that one is. */
  #use(kind: SendingKind, id: string | undefined, where: (endpoint: RenderedMediaEndpoint) => boolean): void {
    for (const endpoint of this.#endpoints()) {
      if (where(endpoint)) void this.#useIn(endpoint, kind, id);
    }
  }

  async #useIn(endpoint: RenderedMediaEndpoint, kind: SendingKind, id: string | undefined): Promise<void> {
    try {
      await endpoint.useDevice(kind, id);
      if (endpoint.status[kind] !== 'absent') this.#set({ [kind]: 'ready' });
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      this.#set({ [kind]: deviceState(error.kind) });
      this.#context.notices.add('warning', sentence(`notice.${kind}-not-changed`));
    }
  }

  #set(change: Partial<DevicesSnapshot>): void {
    this.#context.store.setState(({ devices }) => ({ devices: { ...devices, ...change } }));
  }
}

const everywhere = (): boolean => true;

/** Whether it wanted such a device and had none. */
function lacks({ status }: RenderedMediaEndpoint, kind: SendingKind): boolean {
  return status[`${kind}Problem`] !== undefined;
}
