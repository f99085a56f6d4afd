import { explain, type RuleReport, type ScenarioReport, totals, totalsLine } from '@sidetone/bakeoff';
import { maskCredentials } from '@sidetone/sip';
import type { ForeignPeer } from './foreign-peer.ts';
import type { PeerReport } from './play.ts';

/** The report of a run against a peer, as a page of docs/bakeoff/. Traces stand below what failed. */
export function reportPage(peer: ForeignPeer, version: string, report: PeerReport): string {
  const results = [...report.scenarios.map(ofScenario), ...report.rules.map(ofRule)];
  const failed = results.filter(({ kind }) => kind === 'fail');
  const rows = results.map(
    ({ id, title, kind, why }) => `| ${id} | ${cell(title)} | ${kind} | ${cell(why.join(' '))} |`,
  );
  return [
    `# ${peer.name}`,
    '',
    `Written by \`pnpm bakeoff-peers\`. What a fail means is in [findings](findings.md).`,
    '',
    `- Version: ${version}`,
    `- Configuration: ${peer.configuration}`,
    `- ${totalsLine(totals(report))}`,
    ...report.endedIn.map((id) => `- It ended by itself in ${id}, and was started again.`),
    '',
    '| scenario | what passes | verdict | why |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    ...failed.flatMap(failSection),
  ].join('\n');
}

interface Result {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly why: readonly string[];
  readonly trace: ScenarioReport['trace'];
}

function ofScenario({ scenario, verdict, trace }: ScenarioReport): Result {
  return { id: scenario.id, title: scenario.title, kind: verdict.kind, why: explain(verdict), trace };
}

function ofRule({ rule, verdict, trace, judgements }: RuleReport): Result {
  // Of a rule, the message that breaks it is enough.
  const offending = new Set(judgements.flatMap(({ holds, at }) => (holds || at === undefined ? [] : [at])));
  return {
    id: rule.id,
    title: rule.title,
    kind: verdict.kind,
    why: explain(verdict),
    trace: trace.filter((entry) => offending.has(entry)),
  };
}

function failSection({ id, why, trace }: Result): string[] {
  return [
    `## ${id}`,
    '',
    ...why.map((line) => `${line}\n`),
    '```',
    ...trace.flatMap(({ atMs, from, to, wire }) => [
      `--- ${Math.round(atMs)} ms, ${from} to ${to}`,
      maskCredentials(wire)
        .replaceAll('\r\n', '\n')
        .replaceAll(/[^\n\u0020-\u007e]/g, '?')
        .trimEnd(),
    ]),
    '```',
    '',
  ];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
