import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { totals, totalsLine } from '@sidetone/bakeoff';
import { overviewPage } from './overview-page.ts';
import { PEERS } from './peers.ts';
import { play, scenariosOf } from './play.ts';
import { reportPage } from './report-page.ts';

// `pnpm bakeoff-peers [--peer ID] [--only TEXT] [--to FOLDER]`: plays the scenarios against every foreign implementation that
// is here, and writes docs/bakeoff/, or that folder. With --only and no folder nothing is written.

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
  const scenarios = scenariosOf(started).filter(({ id }) => values.only === undefined || id.includes(values.only));
  const report = await play(
    started,
    scenarios,
    ({ scenario, verdict }) => void process.stdout.write(`${peer.id}  ${verdict.kind}  ${scenario.id}\n`),
  );
  await started.stop();
  process.stdout.write(`${peer.name}: ${totalsLine(totals(report))}\n`);
  if (folder === undefined) continue;
  await writeFile(join(folder, `${peer.id}.md`), reportPage(peer, started.version, report));
  await writeFile(join(folder, 'README.md'), await overviewPage(folder, PEERS));
}
process.exit();
