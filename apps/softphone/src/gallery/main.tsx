import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { MediaStreams, Phone } from '@sidetone/phone';
import { fixturePhone, noon } from '@sidetone/phone/fixtures';
import { App } from '../app/App.tsx';
import { ClockProvider } from '../app/now.ts';
import { PhoneProvider } from '../app/phone-context.ts';
import { formatRoute, navigate } from '../app/route.ts';
import { setUpBakeoffTexts } from '../i18n/set-up-bakeoff.ts';
import { setUpTexts } from '../i18n/setup.ts';
import '@fontsource-variable/figtree/index.css';
import '../styles/index.css';
import { drawnStreams } from './pictures.ts';
import { scenes, type Scene } from './scenes.ts';
import { views } from './views.tsx';

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
  const places = [
    ...Object.entries(scenes).map(([name, { route }]) => ({
      name,
      place: route === undefined ? '' : formatRoute(route),
    })),
    ...Object.entries(views).map(([name, { place = '' }]) => ({ name, place })),
  ];
  return (
    <main>
      <h1>Gallery</h1>
      <ul>
        {places.map(({ name, place }) => (
          <li key={name}>
            <a href={`?scene=${name}${place}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}

interface Picture {
  readonly shown: ReactNode;
  readonly stop?: () => void;
}

/** A page of the phone, or one that needs none. */
function picture(name: string): Picture {
  const view = views[name];
  if (view !== undefined) {
    // As a link would: whoever reads the fragment hears of it.
    location.hash = view.place ?? '';
    return { shown: view.show() };
  }
  const scene = scenes[name];
  if (scene === undefined) return { shown: <SceneList /> };
  const { phone, stop } = phoneOf(scene);
  navigate(scene.route ?? { kind: 'people' }, { replace: true });
  return {
    shown: (
      <PhoneProvider value={phone}>
        <App />
      </PhoneProvider>
    ),
    stop,
  };
}

function show(): void {
  leave();
  const element = document.getElementById('root');
  if (element === null) throw new Error('The page has no root');
  const root = createRoot(element);
  const { shown, stop } = picture(new URLSearchParams(location.search).get('scene') ?? '');
  leave = () => {
    root.unmount();
    stop?.();
  };
  root.render(
    <StrictMode>
      <I18nextProvider i18n={setUpBakeoffTexts(setUpTexts())}>
        <ClockProvider value={stillClock}>{shown}</ClockProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}

addEventListener('scene', show);
show();
