import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { verdict } from './mark.ts';
import { ownCallsInManualTime } from './own-calls.ts';

/** With other user agents, so that the compiler's work is not counted. */
const WARM_UP = 2000;
const FEW = 100;
const MANY = 10_000;

async function callTimes(rig: ReturnType<typeof ownCallsInManualTime>, count: number): Promise<void> {
  for (let calls = 1; calls <= count; calls += 1) {
    await rig.call();
    if (calls % 100 === 0) await rig.rest();
  }
}

/** What two user agents keep of calls that have ended. */
export async function heapAfterCalls(): Promise<string> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await callTimes(ownCallsInManualTime(), WARM_UP);
  const rig = ownCallsInManualTime();
  const heapAfter = async (count: number): Promise<number> => {
    await callTimes(rig, count);
    // Once for what is dead, once for what that has kept.
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
  const few = await heapAfter(FEW);
  const many = await heapAfter(MANY - FEW);
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
  return [
    `Heap of two user agents: ${megabytes(few)} after ${FEW} calls, ${megabytes(many)} after ${MANY}`,
    '',
    verdict({
      what: `heap after ${MANY} calls against ${FEW}`,
      measured: (many / few) * 100,
      bound: 'at most',
      mark: 105,
      unit: '%',
    }),
  ].join('\n');
}
