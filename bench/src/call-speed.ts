import { measureSlow, ratioOf } from './cpu-time.ts';
import { jssipCalls } from './jssip-calls.ts';
import { verdict } from './mark.ts';
import { ownCalls } from './own-calls.ts';
import { table } from './table.ts';

/** A call between two user agents in one process: INVITE, 180, 200, ACK, BYE, 200. */
export async function callSpeed(): Promise<string> {
  const rigs = [ownCalls(), await jssipCalls()];
  const results = await measureSlow(
    rigs.map((rig) => ({ name: rig.name, run: () => rig.call() })),
    { count: 9, sliceMs: 500, warmUp: 3 },
  );
  const rows = results.map(({ name, cpuUs }) => [name, cpuUs.toFixed(0), `${ratioOf(results, name).toFixed(2)} ×`]);
  return [
    "A call's signalling, both ends, over a loop in the process: INVITE, 180, 200, ACK, BYE, 200",
    '',
    table(['stack', 'CPU µs/call', 'of our time'], rows),
    '',
    verdict({ what: 'call against JsSIP', measured: ratioOf(results, 'JsSIP'), bound: 'at least', mark: 3, unit: '×' }),
  ].join('\n');
}
