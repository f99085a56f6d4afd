/** What the last attempt to open a device said. */
export type DeviceState = 'unknown' | 'ready' | 'absent' | 'denied' | 'in-use' | 'failed';

export interface DevicesSnapshot {
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
}
