import type { MediaErrorKind } from '@sidetone/sip';
import type { DeviceState } from '../state/devices-snapshot.ts';

/** What an attempt to open a device says about it. */
export function deviceState(kind: MediaErrorKind): DeviceState {
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
