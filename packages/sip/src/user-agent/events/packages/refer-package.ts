import { parseSipfrag, type Sipfrag, SIPFRAG_TYPE } from '../../../documents/sipfrag.ts';
import type { EventPackage } from '../event-package.ts';

/** What became of a REFER, RFC 3515 §3: the start of the newest response to the request that it asked for. */
export const referPackage: EventPackage<Sipfrag> = {
  name: 'refer',
  contentTypes: [SIPFRAG_TYPE],
  defaultExpiresSec: 180,
  parse: parseSipfrag,
};
