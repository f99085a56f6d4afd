import {
  catalogue,
  citation,
  jsonReport,
  judgedBy,
  type JsonResult,
  type Level,
  type RuleReport,
  type ScenarioReport,
} from '@sidetone/bakeoff';

/** What came of one scenario or rule, as plain data to show. */
export interface Result extends JsonResult {
  readonly requirements: readonly JudgedRequirement[];
}

/** A normative sentence that it is about. */
export interface JudgedRequirement {
  readonly id: string;
  /** `RFC 3261 §8.2.6.2`. */
  readonly citation: string;
  readonly level: Level;
  /** What it asks, in our words. */
  readonly asks: string;
  /** `open`: it did not come to be judged. */
  readonly outcome: 'holds' | 'fails' | 'open';
}

export function scenarioResult(report: ScenarioReport): Result {
  const [result] = jsonReport({ target: '', scenarios: [report], rules: [], tookMs: 0 }).scenarios;
  return shown(result, report.scenario);
}

export function ruleResult(report: RuleReport): Result {
  const [result] = jsonReport({ target: '', scenarios: [], rules: [report], tookMs: 0 }).rules;
  return shown(result, report.rule);
}

function shown(result: JsonResult | undefined, judge: Parameters<typeof judgedBy>[0]): Result {
  if (result === undefined) throw new Error('a report of one has no result');
  const requirements = judgedBy(judge).flatMap((id) => {
    const requirement = catalogue.get(id);
    if (requirement === undefined) return [];
    const { level, asks } = requirement;
    const judgements = result.judgements.filter((judgement) => judgement.requirements.includes(id));
    const outcome = judgements.some(({ holds }) => !holds) ? 'fails' : judgements.length > 0 ? 'holds' : 'open';
    return [{ id, citation: citation(id), level, asks, outcome } as const];
  });
  return { ...result, requirements };
}
