import {
  type BakeoffReport,
  judgeRules,
  RULES,
  runBakeoff,
  type Scenario,
  type ScenarioReport,
  SCENARIOS,
} from '@sidetone/bakeoff';
import type { StartedPeer } from './foreign-peer.ts';
import { localVenue } from './local-venue.ts';

/** What came of a run against a peer. */
export interface PeerReport extends BakeoffReport {
  /** Scenarios in which the peer ended by itself; it was started again after each. */
  readonly endedIn: readonly string[];
}

/** The scenarios that a peer can be asked to play. */
export function scenariosOf({ target }: StartedPeer): readonly Scenario[] {
  return SCENARIOS.filter(({ role }) => target.roles.includes(role));
}

/** Plays scenarios against a peer, one after another, and holds the rules against all that it has said. */
export async function play(
  peer: StartedPeer,
  scenarios: readonly Scenario[],
  onReport: (report: ScenarioReport) => void = () => undefined,
): Promise<PeerReport> {
  const venue = peer.venue ?? localVenue();
  const { clock } = venue.runtime;
  const startMs = clock.now();
  const reports: ScenarioReport[] = [];
  const endedIn: string[] = [];
  for (const scenario of scenarios) {
    const played = await runBakeoff(venue, peer.target, {
      scenarios: [scenario],
      rules: [],
      protocols: ['UDP', 'TCP', 'WS'],
      onReport,
    });
    reports.push(...played.scenarios);
    if ((await peer.revive?.()) === true) endedIn.push(scenario.id);
  }
  return {
    target: peer.target.name,
    scenarios: reports,
    rules: judgeRules(RULES, reports),
    tookMs: clock.now() - startMs,
    endedIn,
  };
}
