import { Via } from '@sidetone/sip';
import { hears } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { forwarded } from '../forwarded.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import type { PassesOn } from './passes-on.ts';

export const mergedRequestsAreForwarded = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/merged-requests-are-forwarded`,
    title: 'The same request on another way, with another branch, is forwarded too',
    role,
    // Both are challenged before they are let through.
    judges: { '3261-16.3-03': hears('OPTIONS').nth(4).answered(482) },
    async run(stage) {
      const { alice, bob } = await aliceAndBob(stage);
      const request = alice.request('OPTIONS', bob.aor);
      const merged = request.clone();
      merged.removeFirst(Via);
      alice.addVia(merged);
      const first = await forwarded(stage, alice, request, bob);
      bob.reply(first.came, 200);
      const wait = { judges: '3261-16.3-03', expected: 'both OPTIONS forwarded' } as const;
      const second = await forwarded(stage, alice, merged, bob, wait);
      stage.judge('3261-16.3-03', true, wait.expected, second.came);
    },
  });
