import type { BakeoffReport } from '../runner/run-bakeoff.ts';
import type { Verdict } from '../scenario/judgement.ts';
import { explain } from './explain.ts';

interface Case {
  readonly suite: string;
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly tookMs: number;
}

/**
 * A run as build servers read it (JUnit's XML): a suite for each role. What is inconclusive is an error there, since it must
 * not look like a pass; what is not applicable is skipped.
 */
export function junitReport(report: BakeoffReport): string {
  const cases: Case[] = [
    ...report.scenarios.map(({ scenario, verdict, tookMs }) => ({
      suite: scenario.role,
      id: scenario.id,
      title: scenario.title,
      verdict,
      tookMs,
    })),
    ...report.rules.map(({ rule, verdict }) => ({
      suite: 'rules',
      id: rule.id,
      title: rule.title,
      verdict,
      tookMs: 0,
    })),
  ];
  const suites = [...new Set(cases.map(({ suite }) => suite))].map((name) =>
    suiteXml(
      name,
      cases.filter(({ suite }) => suite === name),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(report.target)}">\n${suites.join('')}</testsuites>\n`;
}

function suiteXml(name: string, cases: readonly Case[]): string {
  const count = (kind: Verdict['kind']): number => cases.filter(({ verdict }) => verdict.kind === kind).length;
  const head = [
    `name="${escaped(name)}"`,
    `tests="${cases.length}"`,
    `failures="${count('fail')}"`,
    `errors="${count('inconclusive')}"`,
    `skipped="${count('not applicable')}"`,
  ].join(' ');
  return `  <testsuite ${head}>\n${cases.map(caseXml).join('')}  </testsuite>\n`;
}

const ELEMENTS = { fail: 'failure', inconclusive: 'error', 'not applicable': 'skipped' } as const;

function caseXml({ id, title, verdict, tookMs }: Case): string {
  const head = `    <testcase classname="${escaped(id)}" name="${escaped(title)}" time="${(tookMs / 1000).toFixed(3)}"`;
  if (verdict.kind === 'pass') return `${head}/>\n`;
  const element = ELEMENTS[verdict.kind];
  return `${head}>\n      <${element} message="${escaped(explain(verdict).join(' '))}"/>\n    </testcase>\n`;
}

/** What XML 1.0 cannot say at all is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\t\n\r]/g, ' ');
}
