import { NO_PARAMS } from '../../grammar/parameters.ts';
import { RecvInfo } from '../../message/headers/named.ts';
import type { SipMessage } from '../../message/sip-message.ts';

/** Says which packages INFO may bring: of none, an empty field (RFC 6086 §5.2.2). */
export function writeRecvInfo(message: SipMessage, packages: readonly string[]): void {
  message.setAll(
    RecvInfo,
    packages.map((name) => ({ name, params: NO_PARAMS })),
  );
  if (packages.length === 0) message.addRaw('Recv-Info', '');
}
