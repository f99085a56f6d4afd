export { catalogue } from './requirement/catalogue.ts';
export {
  type Level,
  type Party,
  readRequirements,
  type Requirement,
  type RequirementId,
} from './requirement/requirement.ts';
export { explain } from './report/explain.ts';
export { jsonReport, type JsonReport, type JsonResult } from './report/json-report.ts';
export { junitReport } from './report/junit-report.ts';
export { type Totals, totals, totalsLine } from './report/totals.ts';
export type { Rule, RuleReport } from './rules/rule.ts';
export { RULES } from './rules/index.ts';
export { judgeRules } from './rules/judge-rules.ts';
export { type BakeoffOptions, type BakeoffReport, runBakeoff } from './runner/run-bakeoff.ts';
export type { ScenarioReport } from './runner/scenario-report.ts';
export { citation, type Judgement, sentence, type Verdict } from './scenario/judgement.ts';
export { type CallHandling, type Deed, DEED_WORDS, type Operator } from './scenario/operator.ts';
export { type Role, ROLES } from './scenario/role.ts';
export { judgedBy, type Scenario } from './scenario/scenario.ts';
export type { Account, Target } from './scenario/target.ts';
export type { Venue } from './scenario/venue.ts';
export { SCENARIOS } from './scenarios/index.ts';
export { type Entry, entryLabel, TARGET } from './trace/entry.ts';
