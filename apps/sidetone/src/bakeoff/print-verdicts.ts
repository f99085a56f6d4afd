import {
  type BakeoffReport,
  explain,
  type RuleReport,
  type ScenarioReport,
  totals,
  totalsLine,
} from '@sidetone/bakeoff';
import type { LogStream } from '../logger.ts';

const WIDTH = 16;

/** One line for a scenario, and one more for each thing that there is to say about it. */
export function printScenario(stdout: LogStream, { scenario, verdict, tookMs }: ScenarioReport): void {
  const took = tookMs < 1_000 ? '' : ` (${(tookMs / 1_000).toFixed(1)} s)`;
  stdout.write(`${verdict.kind.padEnd(WIDTH)}${scenario.id}: ${scenario.title}${took}\n`);
  for (const line of explain(verdict)) stdout.write(`${' '.repeat(WIDTH)}${line}\n`);
}

function printRule(stdout: LogStream, { rule, verdict, scenario }: RuleReport): void {
  const seen = verdict.kind === 'fail' && scenario !== undefined ? `, seen in ${scenario}` : '';
  stdout.write(`${verdict.kind.padEnd(WIDTH)}${rule.id}: ${rule.title}${seen}\n`);
  for (const line of explain(verdict)) stdout.write(`${' '.repeat(WIDTH)}${line}\n`);
}

/** What holds for all scenarios together, and the sums. */
export function printEnd(stdout: LogStream, report: BakeoffReport): void {
  for (const rule of report.rules) printRule(stdout, rule);
  stdout.write(`\n${totalsLine(totals(report))} in ${(report.tookMs / 1_000).toFixed(1)} s\n`);
}
