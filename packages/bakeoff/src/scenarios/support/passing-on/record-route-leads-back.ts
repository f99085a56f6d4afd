import { hears, sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { callThrough } from '../call-through.ts';
import { forwarded } from '../forwarded.ts';
import { linesOf } from '../header-lines.ts';
import type { PassesOn } from './passes-on.ts';

export const recordRouteLeadsBack = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/record-route-leads-back`,
    title: 'Requests of either end come through the proxy by its Record-Route, and it stays in the dialog',
    role,
    judges: {
      '3261-16.6-22': hears('INFO').answered(404),
      '3261-16.6-16': sends('INVITE').nth(2).without('Record-Route'),
    },
    async run(stage) {
      const { alice, bob, alices, bobs } = await callThrough(stage);
      const judges = '3261-16.6-22';
      const there = await forwarded(stage, alice, alices.request('INFO'), bob, { judges });
      bob.reply(there.came, 200);
      const back = await forwarded(stage, bob, bobs.request('INFO'), alice, { judges });
      alice.reply(back.came, 200);
      stage.judge(judges, true, 'INFO in both directions', back.came);
      const again = await forwarded(stage, alice, alices.request('INVITE'), bob);
      const staysOn = linesOf(again.came, 'Record-Route').length > 0;
      stage.judge('3261-16.6-16', staysOn, 'a Record-Route in the re-INVITE', again.came, 'a re-INVITE without');
      bob.reply(again.came, 488);
    },
  });
