import { useMemo, useSyncExternalStore } from 'react';
import type { Aor } from '@sidetone/phone';

/** What the main pane shows. It stands in the fragment of the URL, so that the browser's back button works. */
export type Route =
  | { readonly kind: 'people' }
  | { readonly kind: 'contact'; readonly aor: Aor }
  | { readonly kind: 'call' };

export function parseRoute(fragment: string): Route {
  if (fragment === '#/call') return { kind: 'call' };
  const contact = /^#\/with\/(.+)$/.exec(fragment)?.[1];
  const aor = contact === undefined ? undefined : decodeFragment(contact);
  return aor === undefined ? { kind: 'people' } : { kind: 'contact', aor };
}

export function formatRoute(route: Route): string {
  switch (route.kind) {
    case 'people':
      return '#/';
    case 'contact':
      return `#/with/${encodeURIComponent(route.aor)}`;
    case 'call':
      return '#/call';
  }
}

/** Goes somewhere; with `replace`, the place that is left is not in the history. */
export function navigate(route: Route, options: { readonly replace?: boolean } = {}): void {
  const fragment = formatRoute(route);
  if (fragment === location.hash || (fragment === '#/' && location.hash === '')) return;
  if (options.replace === true) {
    history.replaceState(null, '', fragment);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = fragment;
  }
}

/** The fragment of the URL, with its `#`. */
export function useFragment(): string {
  return useSyncExternalStore(subscribe, readFragment, noFragment);
}

export function useRoute(): Route {
  const fragment = useFragment();
  return useMemo(() => parseRoute(fragment), [fragment]);
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

const readFragment = (): string => location.hash;
const noFragment = (): string => '';

/** A fragment that somebody typed may not be decodable. */
function decodeFragment(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
