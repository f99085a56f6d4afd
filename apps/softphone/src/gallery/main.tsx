import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { MediaStreams, Phone } from '@sidetone/phone';
import { fixturePhone, noon } from '@sidetone/phone/fixtures';
import { App } from '../app/App.tsx';
import { ClockProvider } from '../app/now.ts';
import { PhoneProvider } from '../app/phone-context.ts';
import { formatRoute, navigate } from '../app/route.ts';
import { setUpTexts } from '../i18n/setup.ts';
import '@fontsource-variable/figtree/index.css';
import '../styles/index.css';
import { drawnStreams } from './pictures.ts';
import { scenes, type Scene } from './scenes.ts';

// Every screen in every state, from the fixtures of the phone. `?scene=NAME` shows one; without a name, the list. The event
// `scene` shows what the address then says, without loading the page again.

const stillClock = (): number => noon + 65_000;

/** Takes away what is shown. */
let leave = (): void => undefined;

function phoneOf({ state }: Scene): { readonly phone: Phone; readonly stop: () => void } {
  let streams: (MediaStreams & { readonly stop: () => void }) | undefined;
  return {
    phone: { ...fixturePhone(state), mediaStreams: () => (streams ??= drawnStreams()) },
    stop: () => streams?.stop(),
  };
}

function SceneList() {
  return (
    <main>
      <h1>Gallery</h1>
      <ul>
        {Object.entries(scenes).map(([name, { route }]) => (
          <li key={name}>
            <a href={`?scene=${name}${route === undefined ? '' : formatRoute(route)}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}

function show(): void {
  leave();
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no root');
  const shown = createRoot(root);
  leave = () => shown.unmount();
  const scene = scenes[new URLSearchParams(location.search).get('scene') ?? ''];
  if (scene === undefined) return shown.render(<SceneList />);
  const { phone, stop } = phoneOf(scene);
  leave = () => {
    shown.unmount();
    stop();
  };
  navigate(scene.route ?? { kind: 'people' }, { replace: true });
  shown.render(
    <StrictMode>
      <I18nextProvider i18n={setUpTexts()}>
        <ClockProvider value={stillClock}>
          <PhoneProvider value={phone}>
            <App />
          </PhoneProvider>
        </ClockProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}

addEventListener('scene', show);
show();
