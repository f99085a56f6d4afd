import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RULES, runBakeoff, SCENARIOS, totals, totalsLine } from '@sidetone/bakeoff';
import { baresipPeer } from './baresip-peer.ts';
import type { ForeignPeer } from './foreign-peer.ts';
import { kamailioPeer } from './kamailio-peer.ts';
import { linphonePeer } from './linphone-peer.ts';
import { localVenue } from './local-venue.ts';
import { pagePeer } from './page-peer.ts';
import { reportPage } from './report-page.ts';
import { sippPeer } from './sipp-peer.ts';

// `pnpm bakeoff-peers [--peer ID] [--only TEXT] [--to FOLDER]`: plays the scenarios against every foreign implementation that
// is here, and writes docs/bakeoff/, or that folder. With --only and no folder nothing is written.

const PEERS: readonly ForeignPeer[] = [
  kamailioPeer,
  baresipPeer,
  linphonePeer,
  sippPeer,
  pagePeer('jssip', 'JsSIP', 'jssip'),
  pagePeer('sipjs', 'SIP.js', 'sip.js'),
];
const DOCS = fileURLToPath(new URL('../../docs/bakeoff/', import.meta.url));

const { values } = parseArgs({
  options: { peer: { type: 'string' }, only: { type: 'string' }, to: { type: 'string' } },
});
const folder = values.to ?? (values.only === undefined ? DOCS : undefined);

if (folder !== undefined) await mkdir(folder, { recursive: true });

for (const peer of PEERS.filter(({ id }) => values.peer === undefined || values.peer === id)) {
  if (!peer.isPresent()) {
    process.stdout.write(`${peer.name} is not installed.\n`);
    continue;
  }
  const started = await peer.start();
  const { version, target } = started;
  const report = await runBakeoff(started.venue ?? localVenue(), target, {
    scenarios: SCENARIOS.filter(
      ({ id, role }) => target.roles.includes(role) && (values.only === undefined || id.includes(values.only)),
    ),
    rules: values.only === undefined ? RULES : [],
    protocols: ['UDP', 'TCP', 'WS'],
    onReport: ({ scenario, verdict }) => void process.stdout.write(`${peer.id}  ${verdict.kind}  ${scenario.id}\n`),
  });
  await started.stop();
  process.stdout.write(`${peer.name}: ${totalsLine(totals(report))}\n`);
  if (folder !== undefined) await writeFile(join(folder, `${peer.id}.md`), reportPage(peer, version, report));
}
process.exit();
