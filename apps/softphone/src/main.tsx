import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './app/App.tsx';
import { loadConfig } from './app/load-config.ts';
import { PhoneProvider } from './app/phone-context.ts';
import { setUpTexts } from './i18n/setup.ts';
import '@fontsource-variable/figtree/index.css';
import './styles/index.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');
// The stack comes in a file of its own, while the server is asked who it is.
const [config, { compose }] = await Promise.all([
  loadConfig(() => fetch('/config.json', { cache: 'no-store' })),
  import('./app/compose.ts'),
]);
const phone = compose(config);

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={setUpTexts()}>
      <PhoneProvider value={phone}>
        <App />
      </PhoneProvider>
    </I18nextProvider>
  </StrictMode>,
);
