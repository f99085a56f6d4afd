import { expect, test } from 'vitest';
import { formatRoute, parseRoute, type Route } from './route.ts';

test.each<Route>([
  { kind: 'people' },
  { kind: 'call' },
  { kind: 'contact', aor: 'sip:bob@example.com' },
  { kind: 'contact', aor: 'sip:a%2Fb;#?@[::1]' },
])('%j survives the URL', (route) => {
  expect(parseRoute(formatRoute(route))).toEqual(route);
});

test.each(['', '#', '#/', '#/with/', '#/with/%E0%A4%A', '#/elsewhere'])('%j shows the people', (fragment) => {
  expect(parseRoute(fragment)).toEqual({ kind: 'people' });
});
