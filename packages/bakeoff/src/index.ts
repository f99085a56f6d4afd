export {
  type Level,
  type Party,
  readRequirements,
  type Requirement,
  type RequirementId,
} from './requirement/requirement.ts';
export { judgeRules } from './rules/judge-rules.ts';
export type { Rule, RuleReport } from './rules/rule.ts';
export { RULES } from './rules/index.ts';
export { runScenario, type RunOptions } from './runner/run-scenario.ts';
export type { ScenarioReport } from './runner/scenario-report.ts';
export { citation, type Judgement, sentence, type Verdict } from './scenario/judgement.ts';
export { type CallHandling, type Deed, DEED_WORDS, type Operator } from './scenario/operator.ts';
export { type Role, ROLES } from './scenario/role.ts';
export { judgedBy, type Scenario } from './scenario/scenario.ts';
export type { Account, Target } from './scenario/target.ts';
export type { Venue } from './scenario/venue.ts';
export { SCENARIOS } from './scenarios/index.ts';
export { type Entry, entryLabel, TARGET } from './trace/entry.ts';
