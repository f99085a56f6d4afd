import type { CallHandling, Deed, Operator } from '@sidetone/bakeoff';
import type { Page } from '@playwright/test';
import type { ForeignPhone } from '../pages/foreign-phone.ts';
import type { PageLine } from './page-line.ts';

/** How often the page looks whether somebody calls, in ms. */
const LOOK_MS = 50;

declare global {
  interface Window {
    callHandling: CallHandling;
  }
}

/** What no page does by itself: it rings at once. */
const HANDLINGS: readonly CallHandling[] = ['answer', 'ring', 'decline', 'busy', 'redirect'];

type Method = Exclude<keyof ForeignPhone, 'seen'>;

/** Deeds that the telephone in a page does by a method of the same name, as far as its stack has one. */
const SAME_NAME = [
  'answer',
  'call',
  'callWithoutOffer',
  'callAnonymously',
  'hangUp',
  'hangUpAll',
  'hold',
  'resume',
  'transfer',
  'askOptions',
  'unregister',
  'subscribe',
  'unsubscribe',
  'publish',
  'unpublish',
] as const satisfies readonly (Deed & Method)[];

/** Presses the buttons of the telephone in a page. */
export async function operatePage(
  page: Page,
  line: PageLine,
): Promise<{ operator: Operator; handlings: readonly CallHandling[] }> {
  await takeCalls(page);
  const known = await page.evaluate(
    (names) => names.filter((name) => typeof window.foreignPhone[name] === 'function'),
    [...SAME_NAME, 'progress'] as readonly Method[],
  );
  const deeds = SAME_NAME.filter((deed) => known.includes(deed)).map((deed) => [
    deed,
    (uri?: string) =>
      page.evaluate(([method, target]) => (window.foreignPhone[method] as (uri?: string) => void)(target), [
        deed,
        uri,
      ] as const),
  ]);
  return {
    handlings: known.includes('progress') ? [...HANDLINGS, 'progress'] : HANDLINGS,
    operator: {
      ...(Object.fromEntries(deeds) as Operator),
      whenCalled: (handling) => page.evaluate((now) => void (window.callHandling = now), handling),
      register: () => {
        line.isRegistrarPlayed = true;
        return page.evaluate(() => void window.foreignPhone.register().catch(() => undefined));
      },
      sendMessage: (uri, text) =>
        page.evaluate(([target, words]) => void window.foreignPhone.message(target, words).catch(() => undefined), [
          uri,
          text,
        ] as const),
    },
  };
}

/** Has the page do with each call that comes what it was told. */
async function takeCalls(page: Page): Promise<void> {
  await page.evaluate((lookMs) => {
    window.callHandling = 'answer';
    let taken = window.foreignPhone.seen.callsTaken;
    setInterval(() => {
      const { foreignPhone: phone, callHandling } = window;
      if (phone.seen.callsTaken === taken) return;
      taken = phone.seen.callsTaken;
      if (callHandling === 'answer') phone.answer();
      if (callHandling === 'progress') phone.progress?.();
      if (callHandling === 'decline') phone.refuse(603);
      if (callHandling === 'busy') phone.refuse(486);
      if (callHandling === 'redirect') phone.refuse(302, 'sip:elsewhere@biloxi.test');
    }, lookMs);
  }, LOOK_MS);
}
