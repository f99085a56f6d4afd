import { parsePidf, PIDF_TYPE } from '../../../documents/pidf.ts';
import type { PresenceDocument } from '../../../documents/presence-document.ts';
import type { EventPackage } from '../event-package.ts';

/** The presence of a person, RFC 3856 §6. One notifier answers for all devices. */
export const presencePackage: EventPackage<PresenceDocument> = {
  name: 'presence',
  contentTypes: [PIDF_TYPE],
  defaultExpiresSec: 3600,
  minIntervalMs: 5000,
  parse: parsePidf,
};
