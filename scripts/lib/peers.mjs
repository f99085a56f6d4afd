// Foreign SIP software that the end-to-end tests talk to. The tests start it themselves.

import { aptInstall } from './apt.mjs';
import { onPath } from './process.mjs';

/** Each program with the Debian packages that bring it. */
const peers = [
  { program: 'sipp', packages: ['sip-tester'] },
  { program: 'kamailio', packages: ['kamailio', 'kamailio-websocket-modules', 'kamailio-outbound-modules'] },
  { program: 'baresip', packages: ['baresip-core'] },
  { program: 'linphonec', packages: ['linphone-cli'] },
];

/**
 * Installs the foreign servers that are missing, when it is wanted.
 * @param {boolean} wanted
 * @returns {Promise<{ missing: string[], refused: string | undefined }>} the programs still missing, and why
 */
export async function providePeers(wanted) {
  const missing = () => peers.filter(({ program }) => onPath(program) === undefined);
  const packages = missing().flatMap((peer) => peer.packages);
  const refused = wanted && packages.length > 0 ? await aptInstall(packages) : undefined;
  return { missing: missing().map(({ program }) => program), refused };
}
