import { Via } from '@sidetone/sip';
import { citation, type Judgement } from '../scenario/judgement.ts';
import type { RequirementId } from '../requirement/requirement.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Entry, entryLabel, TARGET } from '../trace/entry.ts';
import { OWN_ROLES, type Rule, type RuleReport } from './rule.ts';

/** What a scenario leaves for rules to look at. */
export interface Played {
  readonly scenario: Pick<Scenario, 'id' | 'role'>;
  readonly trace: readonly Entry[];
}

/** Holds every rule against every message that the target has sent. */
export function judgeRules(rules: readonly Rule[], played: readonly Played[]): RuleReport[] {
  return rules.map((rule) => judgeRule(rule, played));
}

interface Found {
  readonly judgement: Judgement;
  readonly in: Played;
}

function judgeRule(rule: Rule, played: readonly Played[]): RuleReport {
  const found = new Map<RequirementId, Found>();
  for (const one of played) {
    if (!(rule.roles ?? OWN_ROLES).includes(one.scenario.role)) continue;
    for (const at of one.trace) {
      if (at.from !== TARGET || (rule.roles === undefined && isPassedOn(at))) continue;
      rule.look(
        at,
        (ids, holds, expected, came = entryLabel(at)) => {
          const requirements = typeof ids === 'string' ? [ids] : ids;
          for (const id of requirements) {
            if (found.get(id)?.judgement.holds === false || (holds && found.has(id))) continue;
            found.set(id, { judgement: { requirements, holds, expected, came, at }, in: one });
          }
        },
        one.trace.slice(0, at.index),
      );
    }
  }
  const all = [...new Map([...found.values()].map((each) => [each.judgement, each])).values()];
  const failed = all.filter(({ judgement }) => !judgement.holds);
  const shown = (failed[0] ?? all[0])?.in;
  return {
    rule,
    verdict: verdictOf(rule, found, failed),
    judgements: all.map(({ judgement }) => judgement),
    scenario: shown?.scenario.id,
    trace: shown?.trace ?? [],
  };
}

/** A registrar may be a proxy too; what it passes on says how others write. */
function isPassedOn({ message }: Entry): boolean {
  return message?.kind === 'request' && message.all(Via).length > 1;
}

function verdictOf(
  rule: Rule,
  found: ReadonlyMap<RequirementId, Found>,
  failed: readonly Found[],
): RuleReport['verdict'] {
  if (failed.length > 0) return { kind: 'fail', failed: failed.map(({ judgement }) => judgement) };
  const missing = (Object.keys(rule.judges) as RequirementId[]).filter((id) => !found.has(id));
  if (missing.length === 0) return { kind: 'pass' };
  const sections = [...new Set(missing.map(citation))].join(', ');
  return { kind: 'inconclusive', why: `the target sent no message that ${sections} is about` };
}
