import { tag, To } from '@sidetone/sip';
import { sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import { ringBob } from '../call-through.ts';
import type { PassesOn } from './passes-on.ts';

const IDS = ['3261-16.2-01', '3261-17.2.1-01'] as const;
const LATE = sends('100 INVITE').late(1_000);
/** §17.2.1 wants it within 200 ms; the rest is for the network. */
const WITHIN_MS = 400;

export const tryingAtOnce = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/trying-at-once`,
    title: 'An INVITE gets a 100 within 200 ms, without To tag and with the Timestamp of the INVITE',
    role,
    ...(role === 'proxy' ? { protocols: ['UDP'] as const } : {}),
    judges: {
      '3261-16.2-01': LATE,
      '3261-17.2.1-01': LATE,
      '3261-17.2.1-02': sends('100 INVITE').changing('To', (value) => `${value};tag=early`),
      '3261-8.2.6.1-03': sends('100 INVITE').without('Timestamp'),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const { alice } = ends;
      const { sent } = await ringBob(stage, ends, { headers: { Timestamp: '54.5' } });
      const trying = await alice.response(sent, 'any', {
        judges: IDS,
        expected: 'a 100 within 200 ms',
        withinMs: WITHIN_MS,
      });
      stage.judge(IDS, trying.status === 100, 'a 100 within 200 ms', trying, `${trying.status}`);
      const to = trying.get(To);
      stage.judge('3261-17.2.1-02', to !== undefined && tag(to) === undefined, 'no To tag', trying, trying.raw('To'));
      const stamp = trying.raw('Timestamp') ?? '';
      stage.judge('3261-8.2.6.1-03', /^54\.5\b/.test(stamp), 'Timestamp: 54.5', trying, `Timestamp: ${stamp}`);
    },
  });
