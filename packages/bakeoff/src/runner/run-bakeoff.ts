import type { TransportProtocol } from '@sidetone/sip';
import { judgeRules } from '../rules/judge-rules.ts';
import type { Rule, RuleReport } from '../rules/rule.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Target } from '../scenario/target.ts';
import type { Venue } from '../scenario/venue.ts';
import { TARGET } from '../trace/entry.ts';
import { runScenario } from './run-scenario.ts';
import type { ScenarioReport } from './scenario-report.ts';

/** After this many scenarios in a row without a word from the target, it is taken for gone. */
const SILENT_SCENARIOS = 4;

export interface BakeoffOptions {
  readonly scenarios: readonly Scenario[];
  readonly rules: readonly Rule[];
  /** Which to speak, in order of preference. A scenario is played over the first that it and the target can do. */
  readonly protocols: readonly TransportProtocol[];
  /** When it resolves, the run ends, for that reason. */
  readonly stopped?: Promise<string>;
  /** A scenario begins. */
  readonly onStart?: (scenario: Scenario) => void;
  readonly onReport?: (report: ScenarioReport) => void;
}

/** What came of a run. */
export interface BakeoffReport {
  readonly target: string;
  readonly scenarios: readonly ScenarioReport[];
  readonly rules: readonly RuleReport[];
  readonly tookMs: number;
}

/**
 * Plays the scenarios one after another, and holds the rules against all that the target has said. A target that says nothing
 * any more is not asked to the end: what is left is inconclusive. Never rejects.
 */
export async function runBakeoff(venue: Venue, target: Target, options: BakeoffOptions): Promise<BakeoffReport> {
  const { clock } = venue.runtime;
  const startMs = clock.now();
  const reports: ScenarioReport[] = [];
  let stopped: string | undefined;
  let silent = 0;
  void options.stopped?.then((why) => (stopped = why));
  for (const scenario of options.scenarios) {
    const protocol = protocolFor(scenario, venue, target, options.protocols);
    const gone = silent >= SILENT_SCENARIOS ? 'the target says nothing any more' : stopped;
    let report: ScenarioReport;
    if (protocol === undefined) {
      report = unplayed(scenario, options.protocols[0] ?? 'UDP', {
        kind: 'not applicable',
        why: `the target is not reached over ${(scenario.protocols ?? options.protocols).join(' or ')}`,
      });
    } else if (gone !== undefined) {
      report = unplayed(scenario, protocol, { kind: 'inconclusive', why: gone });
    } else {
      options.onStart?.(scenario);
      report = await runScenario(scenario, venue, target, {
        protocol,
        ...(options.stopped === undefined ? {} : { stopped: options.stopped }),
      });
      const isSilent = report.trace.length > 0 && !report.trace.some(({ from }) => from === TARGET);
      silent = isSilent ? silent + 1 : 0;
    }
    reports.push(report);
    options.onReport?.(report);
  }
  return {
    target: target.name,
    scenarios: reports,
    rules: judgeRules(options.rules, reports),
    tookMs: clock.now() - startMs,
  };
}

function protocolFor(
  scenario: Scenario,
  venue: Venue,
  target: Target,
  preferred: readonly TransportProtocol[],
): TransportProtocol | undefined {
  return preferred.find(
    (protocol) =>
      scenario.protocols?.includes(protocol) !== false &&
      venue.protocols.includes(protocol) &&
      target.address(protocol) !== undefined,
  );
}

function unplayed(scenario: Scenario, protocol: TransportProtocol, verdict: ScenarioReport['verdict']): ScenarioReport {
  return { scenario, protocol, verdict, judgements: [], trace: [], tookMs: 0 };
}
