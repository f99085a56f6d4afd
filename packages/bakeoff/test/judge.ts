import type { TransportProtocol } from '@sidetone/sip';
import type { BrokenEnd } from '../src/control/broken-end.ts';
import { runScenario } from '../src/runner/run-scenario.ts';
import type { ScenarioReport } from '../src/runner/scenario-report.ts';
import type { Role } from '../src/scenario/role.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import type { House } from './houses/house.ts';
import { gatewayHouse } from './houses/gateway-house.ts';
import { redirectHouse } from './houses/redirect-house.ts';
import { serverHouse } from './houses/server-house.ts';
import { answeringHouse, userAgentHouse } from './houses/user-agent-house.ts';

const HOUSES: Readonly<Record<Role, (broken?: BrokenEnd, protocol?: TransportProtocol) => House>> = {
  answering: answeringHouse,
  calling: userAgentHouse,
  registrant: userAgentHouse,
  registrar: serverHouse,
  proxy: serverHouse,
  redirect: redirectHouse,
  'presence-agent': serverHouse,
  'message-server': serverHouse,
  gateway: gatewayHouse,
};

/** Plays a scenario against our own element, whole or broken, on a virtual network. */
export async function judge(scenario: Scenario, broken?: BrokenEnd): Promise<{ report: ScenarioReport; house: House }> {
  const protocol = scenario.protocols?.[0] ?? (scenario.role === 'gateway' ? 'WS' : 'UDP');
  const house = HOUSES[scenario.role](broken, protocol);
  let report: ScenarioReport | undefined;
  await house.net.run(async () => {
    report = await runScenario(scenario, house.venue, house.target, { protocol });
  });
  if (report === undefined) throw new Error('the run gave no report');
  return { report, house };
}

/** The trace in words, for messages of failing tests. */
export function shown({ trace, verdict }: ScenarioReport): string {
  const lines = trace.map(({ atMs, from, to, wire }) => `${atMs} ${from} -> ${to}  ${wire.split('\r\n', 1)[0] ?? ''}`);
  return `${JSON.stringify(verdict, (key, value: unknown) => (key === 'at' ? undefined : value))}\n${lines.join('\n')}`;
}
