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
import { drawnStream } from './pictures.ts';
import { scenes, type Scene } from './scenes.ts';

// Every screen in every state, from the fixtures of the phone. `?scene=NAME` shows one; without a name, the list.

const stillClock = (): number => noon + 65_000;

function phoneOf({ state }: Scene): Phone {
  let streams: MediaStreams | undefined;
  return {
    ...fixturePhone(state),
    mediaStreams: () => (streams ??= { local: drawnStream(30, 640, 480), remote: drawnStream(200, 1280, 720) }),
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
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no root');
  const scene = scenes[new URLSearchParams(location.search).get('scene') ?? ''];
  if (scene === undefined) return createRoot(root).render(<SceneList />);
  navigate(scene.route ?? { kind: 'people' }, { replace: true });
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={setUpTexts()}>
        <ClockProvider value={stillClock}>
          <PhoneProvider value={phoneOf(scene)}>
            <App />
          </PhoneProvider>
        </ClockProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}

show();
