import type { Control } from '../control/broken-end.ts';
import type { RequirementId } from '../requirement/requirement.ts';
import type { Judgement, Verdict } from '../scenario/judgement.ts';
import { ROLES, type Role } from '../scenario/role.ts';
import type { Entry } from '../trace/entry.ts';

/** How an element breaks one sentence of a rule, and the scenario in which that shows. */
export interface RuleControl {
  /** Id of the scenario. */
  readonly during: string;
  readonly broken: Control;
}

/** Notes whether a message keeps a rule. `came` is the message when left out. */
export type RuleJudge = (
  ids: RequirementId | readonly RequirementId[],
  holds: boolean,
  expected: string,
  came?: string,
) => void;

/** What holds for every message that an element sends by itself, whatever the scenario is about. */
export interface Rule {
  /** Its file, without the ending: `rules/max-forwards`. */
  readonly id: string;
  /** What the element does when it keeps the rule, in plain words. */
  readonly title: string;
  /** In which roles a message is the element's own; all but those that pass messages on, when left out. */
  readonly roles?: readonly Role[];
  readonly judges: Readonly<Record<RequirementId, RuleControl>>;
  /**
   * Looks at one message of the target.
   * @param before the messages of the scenario before it, of either side
   */
  look(entry: Entry, judge: RuleJudge, before: readonly Entry[]): void;
}

/** Roles whose messages are all the element's own. */
export const OWN_ROLES: readonly Role[] = ROLES.filter(
  (role) => role !== 'proxy' && role !== 'gateway' && role !== 'message-server',
);

/** What came of a rule, over all scenarios of a run. */
export interface RuleReport {
  readonly rule: Rule;
  readonly verdict: Verdict;
  /** One judgement for each sentence that came up: the first that fails, else the first. */
  readonly judgements: readonly Judgement[];
  /** Trace of the scenario that shows it, and its id. */
  readonly scenario: string | undefined;
  readonly trace: readonly Entry[];
}

/** Defines a rule; its type is checked here. */
export function rule(definition: Rule): Rule {
  return definition;
}
