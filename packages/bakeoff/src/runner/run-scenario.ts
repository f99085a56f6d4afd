import type { TransportProtocol } from '@sidetone/sip';
import type { Judgement, Verdict } from '../scenario/judgement.ts';
import { judgedBy, type Scenario } from '../scenario/scenario.ts';
import { Stage } from '../scenario/stage.ts';
import { Failed, Inconclusive, NotApplicable } from '../scenario/stop.ts';
import type { Target } from '../scenario/target.ts';
import type { Venue } from '../scenario/venue.ts';
import { cleanUp } from './clean-up.ts';
import type { ScenarioReport } from './scenario-report.ts';

const DEFAULT_LIMIT_MS = 60_000;

export interface RunOptions {
  readonly protocol: TransportProtocol;
  /** When it resolves, the scenario ends, as inconclusive for that reason. */
  readonly stopped?: Promise<string>;
}

/**
 * Plays one scenario against the target. It ends in the time that the scenario allows, whatever the target does, and
 * leaves no call behind. Never rejects.
 */
export async function runScenario(
  scenario: Scenario,
  venue: Venue,
  target: Target,
  { protocol, stopped }: RunOptions,
): Promise<ScenarioReport> {
  const { timers } = venue.runtime;
  const stage = new Stage(venue, target, protocol);
  const limitMs = scenario.limitMs ?? DEFAULT_LIMIT_MS;
  const ended = new Promise<Error>((resolve) => {
    const stop = (why: string): void => {
      const reason = new Inconclusive(why);
      stage.stop(reason);
      resolve(reason);
    };
    void stopped?.then(stop);
    const timer = timers.schedule(limitMs, () => stop(`it was not over after ${limitMs / 1000} s`), undefined);
    const script = Promise.resolve().then(() => scenario.run(stage));
    const finish = (outcome: Error | undefined): void => {
      timers.cancel(timer);
      resolve(outcome ?? NO_ERROR);
    };
    script.then(
      () => finish(undefined),
      (error: unknown) => finish(error instanceof Error ? error : new Error(String(error))),
    );
  });
  const outcome = await ended;
  const verdict = verdictOf(scenario, stage.judgements, outcome);
  const report: ScenarioReport = {
    scenario,
    protocol,
    verdict,
    judgements: [...stage.judgements],
    trace: [...stage.recording.entries],
    tookMs: stage.elapsedMs,
  };
  await cleanUp(stage, timers);
  return report;
}

const NO_ERROR = new Error('none');

function verdictOf(scenario: Scenario, judgements: readonly Judgement[], outcome: Error): Verdict {
  const failed = judgements.filter(({ holds }) => !holds);
  if (failed.length > 0) return { kind: 'fail', failed };
  if (outcome instanceof NotApplicable) return { kind: 'not applicable', why: outcome.message };
  if (outcome instanceof Inconclusive) return { kind: 'inconclusive', why: outcome.message };
  if (outcome !== NO_ERROR && !(outcome instanceof Failed)) {
    return { kind: 'inconclusive', why: `the scenario itself has a defect: ${outcome.stack ?? outcome.message}` };
  }
  const judged = new Set(judgements.flatMap(({ requirements }) => requirements));
  const missing = judgedBy(scenario).filter((id) => !judged.has(id));
  if (missing.length > 0) return { kind: 'inconclusive', why: `it did not come to judge ${missing.join(', ')}` };
  return { kind: 'pass' };
}
