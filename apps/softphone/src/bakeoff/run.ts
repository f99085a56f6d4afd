import { type BakeoffReport, RULES, runBakeoff, SCENARIOS, type Venue } from '@sidetone/bakeoff';
import type { Runtime } from '@sidetone/sip';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { checkTarget } from './check-target.ts';
import type { Problem } from './problem.ts';
import { type Result, ruleResult, scenarioResult } from './result.ts';
import { chosenScenarios, type Settings } from './settings.ts';
import { type WebTarget, webTarget } from './web-target.ts';

/** Where a run is. */
export type Run =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** The target is asked whether it can be judged at all. */
  | { readonly kind: 'checking'; readonly url: string }
  | ({ readonly kind: 'running' | 'stopping'; readonly sinceMs: number; readonly current: string } & Progress)
  | ({ readonly kind: 'done'; readonly tookMs: number; readonly report: BakeoffReport } & Progress);

interface Progress {
  readonly url: string;
  /** How many scenarios were chosen. */
  readonly total: number;
  /** How many were played. */
  readonly done: number;
  /** What has come so far; rules at the end, when there are any. */
  readonly results: readonly Result[];
}

export interface BakeoffPorts {
  readonly runtime: Runtime;
  readonly venue: (target: WebTarget) => Venue;
  /** Of the page: `https://example.com`. */
  readonly origin: string;
}

export interface BakeoffController {
  readonly store: StoreApi<Run>;
  /** Begins a run. Without effect while one is under way. */
  start(settings: Settings): void;
  /** Ends it; what was found so far stays. */
  stop(): void;
}

/** What a scenario says that was under way when somebody pressed Stop. */
const STOPPED = 'the run was stopped';

export function createBakeoff(ports: BakeoffPorts): BakeoffController {
  const store = createStore<Run>(() => ({ kind: 'none' }));
  let end: (why: string) => void = () => undefined;
  return {
    store,
    start: (settings) => {
      if (isUnderWay(store.getState())) return;
      const stopped = new Promise<string>((resolve) => {
        end = resolve;
      });
      void play(ports, store, settings, stopped);
    },
    stop: () => {
      const run = store.getState();
      if (run.kind === 'running') store.setState({ ...run, kind: 'stopping' }, true);
      if (run.kind === 'checking') store.setState({ kind: 'none' }, true);
      end(STOPPED);
    },
  };
}

/** Whether something is running now. */
export function isUnderWay({ kind }: Run): boolean {
  return kind === 'checking' || kind === 'running' || kind === 'stopping';
}

async function play(
  { runtime, venue, origin }: BakeoffPorts,
  store: StoreApi<Run>,
  settings: Settings,
  stopped: Promise<string>,
): Promise<void> {
  const set = (run: Run): void => store.setState(run, true);
  const refuse = (problem: Problem): void => set({ kind: 'refused', problem });
  const target = webTarget(settings, origin.startsWith('https:'));
  if (!target.ok) return refuse(target.error);
  const scenarios = chosenScenarios(SCENARIOS, settings);
  if (scenarios.length === 0) return refuse({ kind: 'no-scenario' });

  const { url, protocol } = target.value;
  const place = venue(target.value);
  const checking: Run = { kind: 'checking', url };
  set(checking);
  const problem = await checkTarget(place, target.value, origin);
  // Somebody has pressed Stop meanwhile.
  if (store.getState() !== checking) return undefined;
  if (problem !== undefined) return refuse(problem);

  const total = scenarios.length;
  const sinceMs = runtime.clock.epoch();
  set({ kind: 'running', url, sinceMs, total, done: 0, current: '', results: [] });
  const report = await runBakeoff(place, target.value, {
    scenarios,
    // A rule is about everything that a target says; a part of the scenarios would leave most rules open.
    rules: settings.filter.trim() === '' ? RULES : [],
    protocols: [protocol],
    stopped,
    onStart: ({ title }) => {
      const run = store.getState();
      if (run.kind === 'running') set({ ...run, current: title });
    },
    onReport: (each) => {
      const run = store.getState();
      if (run.kind !== 'running' && run.kind !== 'stopping') return;
      // What was never begun is no result to look at; the report has it all the same.
      if (run.kind === 'stopping' && each.trace.length === 0) return;
      set({ ...run, done: run.done + 1, results: [...run.results, scenarioResult(each)] });
    },
  });
  const run = store.getState();
  if (run.kind !== 'running' && run.kind !== 'stopping') return undefined;
  const { done, results } = run;
  const rules = report.rules.map(ruleResult);
  return set({ kind: 'done', url, total, done, results: [...results, ...rules], report, tookMs: report.tookMs });
}
