import type { Random } from '@sidetone/sip';
import type { Records } from '../storage/records.ts';
import { deviceSchema } from '../storage/stored-schemas.ts';

/** What tells this device from the others of its user (RFC 5626 §4.1). */
export interface DeviceIdentity {
  /** `urn:uuid:…` */
  readonly instanceId: string;
  readonly regId: number;
}

const KEY = 'device';

/** The identity of this device, which is made once and kept. */
export async function deviceIdentity(records: Records, random: Random): Promise<DeviceIdentity> {
  const known = await records.load(KEY, deviceSchema);
  if (known !== undefined) return known;
  const made = { instanceId: `urn:uuid:${uuid(random)}`, regId: 1 };
  records.save(KEY, made);
  return made;
}

/** RFC 9562 §5.4: version 4. */
function uuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
