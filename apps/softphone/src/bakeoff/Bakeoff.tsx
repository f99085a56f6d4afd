import { jsonReport, junitReport, SCENARIOS } from '@sidetone/bakeoff';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { PageConfig } from '../app/load-config.ts';
import type { BakeoffActions } from '../screens/bakeoff/bakeoff-actions.ts';
import { BakeoffPage } from '../screens/bakeoff/BakeoffPage.tsx';
import type { BakeoffController } from './run.ts';
import { save } from './save.ts';
import { chosenScenarios, defaultSettings } from './settings.ts';

export interface BakeoffProps {
  readonly controller: BakeoffController;
  readonly config: PageConfig | undefined;
}

/** The page with what it does. */
export function Bakeoff({ controller, config }: BakeoffProps) {
  const run = useStore(controller.store);
  const [settings, setSettings] = useState(() => defaultSettings(config));
  const actions = useMemo<BakeoffActions>(
    () => ({
      change: setSettings,
      start: () => controller.start(settings),
      stop: () => controller.stop(),
      download: (format) => {
        const now = controller.store.getState();
        if (now.kind !== 'done') return;
        if (format === 'json') {
          save('bakeoff.json', 'application/json', `${JSON.stringify(jsonReport(now.report), undefined, 2)}\n`);
        } else {
          save('bakeoff.xml', 'application/xml', junitReport(now.report));
        }
      },
      count: (role) => chosenScenarios(SCENARIOS, { ...settings, roles: [role] }).length,
    }),
    [controller, settings],
  );
  return <BakeoffPage run={run} settings={settings} actions={actions} />;
}
