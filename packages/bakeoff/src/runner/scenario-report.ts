import type { TransportProtocol } from '@sidetone/sip';
import type { Judgement, Verdict } from '../scenario/judgement.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Entry } from '../trace/entry.ts';

/** What came of one scenario, with what proves it. */
export interface ScenarioReport {
  readonly scenario: Scenario;
  readonly protocol: TransportProtocol;
  readonly verdict: Verdict;
  readonly judgements: readonly Judgement[];
  /** Every message that ends of ours sent or got, up to the verdict; what cleaning up took is not in it. */
  readonly trace: readonly Entry[];
  readonly tookMs: number;
}
