import type { ReactNode } from 'react';
import type { Run } from '../bakeoff/run.ts';
import type { Settings } from '../bakeoff/settings.ts';
import type { BakeoffActions } from '../screens/bakeoff/bakeoff-actions.ts';
import { BakeoffPage } from '../screens/bakeoff/BakeoffPage.tsx';
import { runFixtures, settingsFixtures } from './bakeoff-fixtures.ts';
import { ladderFixtures } from './ladder-fixtures.ts';
import { LadderBox } from './LadderBox.tsx';

/** What is shown without a phone. */
export interface View {
  /** The fragment of the URL. */
  readonly place?: string;
  readonly show: () => ReactNode;
}

const nothing = (): void => undefined;
const actions: BakeoffActions = {
  change: nothing,
  start: nothing,
  stop: nothing,
  download: nothing,
  count: (role) => role.length,
};

const bakeoff = (run: Run, settings: Settings = settingsFixtures.own, place?: string): View => ({
  show: () => <BakeoffPage run={run} settings={settings} actions={actions} />,
  ...(place === undefined ? {} : { place }),
});

/** By name. */
export const views: Readonly<Record<string, View>> = {
  ladder: { show: () => <LadderBox data={ladderFixtures.two} /> },
  'ladder-marked': { show: () => <LadderBox data={ladderFixtures.marked} /> },
  'ladder-long': { show: () => <LadderBox data={ladderFixtures.long} /> },

  bakeoff: bakeoff(runFixtures.none),
  'bakeoff-no-server': bakeoff(runFixtures.none, settingsFixtures.empty),
  'bakeoff-checking': bakeoff(runFixtures.checking),
  'bakeoff-unreachable': bakeoff(runFixtures.unreachable),
  'bakeoff-wrong-password': bakeoff(runFixtures.wrongPassword, settingsFixtures.foreign),
  'bakeoff-bad-url': bakeoff(runFixtures.badUrl, settingsFixtures.empty),
  'bakeoff-running': bakeoff(runFixtures.running),
  'bakeoff-stopping': bakeoff(runFixtures.stopping),
  'bakeoff-done': bakeoff(runFixtures.done),
  'bakeoff-passed': bakeoff(runFixtures.done, settingsFixtures.own, '#/registrar/lists-every-binding'),
  'bakeoff-failed': bakeoff(runFixtures.done, settingsFixtures.own, '#/proxy/best-response'),
  'bakeoff-inconclusive': bakeoff(runFixtures.done, settingsFixtures.own, '#/registrar/refuses-others-bindings'),
  'bakeoff-rule': bakeoff(runFixtures.done, settingsFixtures.own, '#/rules/max-forwards'),
};
