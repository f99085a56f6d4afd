import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ForeignPeer } from './foreign-peer.ts';

/** The page that leads to the reports of all peers: docs/bakeoff/README.md. Numbers come from the reports that are there. */
export async function overviewPage(folder: string, peers: readonly ForeignPeer[]): Promise<string> {
  const rows = await Promise.all(peers.map((peer) => row(folder, peer)));
  return [
    '# Bake-off',
    '',
    'At a bake-off, implementations of SIP meet to find out who does what the specification says. Here our conformance scenarios',
    'are played against implementations that are not ours. What is said of our own elements stands in',
    '[conformance](../conformance/README.md).',
    '',
    'Written by `pnpm bakeoff-peers`, all but [findings](findings.md): what each fail means, whose fault it is, and which scenarios',
    'were wrong.',
    '',
    '| peer | version | passed | failed | inconclusive | not applicable |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.flat(),
    '',
    'A fail is one or several sentences of an RFC that the peer did not follow in that exchange; SHOULD counts as MUST does.',
    'Inconclusive is what could not be found out: mostly something that the peer has no button for. Not applicable is what it does',
    'not do and says so.',
    '',
    '## How to run it',
    '',
    '```',
    'pnpm bakeoff-peers                    all that are installed; more than an hour, since timers take their time',
    'pnpm bakeoff-peers --peer kamailio    one of them',
    'pnpm bakeoff-peers --only calling/    scenarios whose id has that text; nothing is written',
    '```',
    '',
    'Kamailio, baresip, linphonec and SIPp are those of Debian (`kamailio`, `baresip-core`, `linphone-cli`, `sip-tester`). JsSIP and',
    'SIP.js run in Chromium. What is not installed is passed over. `e2e/tests/bakeoff-peers.spec.ts` plays a few scenarios against',
    'each in the test run.',
    '',
    'The harness is `e2e/bakeoff/`: a peer is started, told what to do by an operator (its control port, its command line, its',
    'page), and stopped. On a machine that is busy, a verdict about time is to be believed only when it comes again.',
    '',
  ].join('\n');
}

async function row(folder: string, { id, name }: ForeignPeer): Promise<string[]> {
  const page = await readFile(join(folder, `${id}.md`), 'utf8').catch(() => '');
  const version = /^- Version: (.*)$/m.exec(page)?.[1];
  const numbers = /^- (\d+) passed, (\d+) failed, (\d+) inconclusive, (\d+) not applicable/m.exec(page)?.slice(1);
  if (version === undefined || numbers === undefined) return [];
  return [`| [${name}](${id}.md) | ${version} | ${numbers.join(' | ')} |`];
}
