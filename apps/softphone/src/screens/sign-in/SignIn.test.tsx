import { serverFixtures, stateFixtures } from '@sidetone/phone/fixtures';
import type { PhoneState } from '@sidetone/phone';
import { expect, test } from 'vitest';
import { buttons, render, text } from '../../testing/render.tsx';
import { SignIn } from './SignIn.tsx';

const show = (state: Partial<PhoneState>): string => render(<SignIn />, { ...stateFixtures.signedOut, ...state });
const names = (html: string): readonly string[] => buttons(html).map(({ name }) => name);

test('in demo mode there is a card for each account', () => {
  const html = show({});
  expect(names(html)).toEqual([
    expect.stringMatching(/Continue as Alice$/),
    expect.stringMatching(/Continue as Bob$/),
    expect.stringMatching(/Continue as Carol$/),
    expect.stringMatching(/Continue as Dave$/),
    'Use another account',
  ]);
});

test('otherwise there is a form, filled with the domain of the server', () => {
  const html = show({ server: serverFixtures.plain });
  expect(names(html)).toEqual(['Sign in']);
  expect(html).toMatch(/name="domain"[^>]*value="example.com"/);
});

test('what went wrong is told in words, and the form remembers who tried', () => {
  const html = show({ ...stateFixtures.failed, server: serverFixtures.plain });
  expect(text(html)).toContain('The name or the password is wrong. Check both, and try again.');
  expect(html).toMatch(/name="username"[^>]*value="alice"/);
});

test('while it connects nothing else can be started, and it can be cancelled', () => {
  const html = show({
    session: {
      kind: 'signing-in',
      account: { aor: 'sip:bob@example.com', user: 'bob', domain: 'example.com', url: '', displayName: 'Bob' },
    },
  });
  const enabled = buttons(html).filter(({ isDisabled }) => !isDisabled);
  expect(enabled.map(({ name }) => name)).toEqual(['Cancel']);
  expect(text(html)).toContain('Connecting to example.com…');
});

test('a page that knows nothing about its server asks for its address', () => {
  const { server: _none, ...state } = stateFixtures.signedOut;
  const html = render(<SignIn />, state);
  expect(text(html)).toContain('Type the address of your server below.');
  expect(html).toMatch(/<details[^>]* open=""/);
});
