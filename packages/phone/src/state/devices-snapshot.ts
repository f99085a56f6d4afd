/** What the last attempt to open a device said. */
export type DeviceState = 'unknown' | 'ready' | 'absent' | 'denied' | 'in-use' | 'failed';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';

export interface DeviceSnapshot {
  readonly kind: DeviceKind;
  /** Unique within its kind; stable for this page on this machine. */
  readonly id: string;
  /** Empty as long as the browser does not tell names: before the page may use a device. */
  readonly label: string;
}

export interface DevicesSnapshot {
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  /** What is plugged in now. Empty until `refreshDevices`. */
  readonly list: readonly DeviceSnapshot[];
  /** Id of the chosen device; without one, whatever the platform takes. It may be unplugged at the moment. */
  readonly chosen: DeviceChoice;
}

export type DeviceChoice = Readonly<Partial<Record<DeviceKind, string>>>;
