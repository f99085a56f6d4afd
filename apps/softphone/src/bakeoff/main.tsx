import { createBrowserRuntime } from '@sidetone/sip/browser';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { consoleLogger } from '../app/console-logger.ts';
import { loadConfig } from '../app/load-config.ts';
import { setUpBakeoffTexts } from '../i18n/set-up-bakeoff.ts';
import { setUpTexts } from '../i18n/setup.ts';
import '@fontsource-variable/figtree/index.css';
import '../styles/index.css';
import { Bakeoff } from './Bakeoff.tsx';
import { createBakeoff } from './run.ts';
import { webVenue } from './web-venue.ts';

// The page `/bakeoff`, on the browser's clock and WebSockets. It is built by itself: the telephone loads nothing of it.

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');
const runtime = createBrowserRuntime({ log: consoleLogger });
const controller = createBakeoff({
  runtime,
  venue: (target) => webVenue(runtime, target),
  origin: location.origin,
});
const config = await loadConfig(() => fetch('/config.json', { cache: 'no-store' }));

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={setUpBakeoffTexts(setUpTexts())}>
      <Bakeoff controller={controller} config={config} />
    </I18nextProvider>
  </StrictMode>,
);
