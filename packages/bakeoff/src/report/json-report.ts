import { maskCredentials } from '@sidetone/sip';
import type { BakeoffReport } from '../runner/run-bakeoff.ts';
import type { Judgement, Verdict } from '../scenario/judgement.ts';
import type { Entry } from '../trace/entry.ts';
import { explain } from './explain.ts';
import { totals, type Totals } from './totals.ts';

/** A run as data, to keep and to compare. Credentials are masked. Bytes that are no UTF-8 stand as characters of one byte. */
export interface JsonReport {
  readonly format: 'sidetone-bakeoff/1';
  readonly target: string;
  readonly tookMs: number;
  readonly totals: Totals;
  readonly scenarios: readonly JsonResult[];
  readonly rules: readonly JsonResult[];
}

export interface JsonResult {
  readonly id: string;
  readonly title: string;
  readonly role?: string;
  readonly protocol?: string;
  readonly verdict: Verdict['kind'];
  readonly why: readonly string[];
  readonly judgements: readonly {
    readonly requirements: readonly string[];
    readonly holds: boolean;
    readonly expected: string;
    readonly came: string;
    /** Place in the trace of the message that shows it. */
    readonly at?: number;
  }[];
  readonly trace: readonly {
    readonly atMs: number;
    readonly from: string;
    readonly to: string;
    readonly protocol: string;
    readonly text: string;
  }[];
  readonly tookMs?: number;
}

export function jsonReport(report: BakeoffReport): JsonReport {
  return {
    format: 'sidetone-bakeoff/1',
    target: report.target,
    tookMs: Math.round(report.tookMs),
    totals: totals(report),
    scenarios: report.scenarios.map(({ scenario, protocol, tookMs, ...rest }) => ({
      id: scenario.id,
      title: scenario.title,
      role: scenario.role,
      protocol,
      ...result(rest),
      tookMs: Math.round(tookMs),
    })),
    rules: report.rules.map(({ rule, ...rest }) => ({ id: rule.id, title: rule.title, ...result(rest) })),
  };
}

function result({
  verdict,
  judgements,
  trace,
}: {
  readonly verdict: Verdict;
  readonly judgements: readonly Judgement[];
  readonly trace: readonly Entry[];
}): Pick<JsonResult, 'verdict' | 'why' | 'judgements' | 'trace'> {
  return {
    verdict: verdict.kind,
    why: explain(verdict),
    judgements: judgements.map(({ requirements, holds, expected, came, at }) => ({
      requirements,
      holds,
      expected,
      came,
      ...(at === undefined ? {} : { at: at.index }),
    })),
    trace: trace.map(({ atMs, from, to, protocol, wire }) => ({
      atMs: Math.round(atMs),
      from,
      to,
      protocol,
      text: maskCredentials(wire),
    })),
  };
}
