import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { serveGallery, type GalleryServer } from './gallery-server.ts';

/** With a folder in GALLERY_SHOTS, every picture is kept there. */
const shots = process.env['GALLERY_SHOTS'];

/** One tells a phone from a desktop by width, touch and the absence of a mouse. */
const sizes = [
  { size: 'phone', context: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } },
  { size: 'desktop', context: { viewport: { width: 1440, height: 900 } } },
] as const;

/** The narrowest window, in px. */
const narrowest = 360;

/** What is opened by hand before the picture is taken. */
const opened: Readonly<Record<string, { scene: string; open: (page: Page) => Promise<void> }>> = {
  'status-menu': {
    scene: 'people-status-failed',
    open: (page) => page.getByRole('button', { name: /Change your status/ }).click(),
  },
  'add-someone': {
    scene: 'people',
    open: (page) => page.getByRole('button', { name: 'Add someone' }).click(),
  },
  dialling: {
    scene: 'people',
    open: (page) => page.getByRole('textbox', { name: /address to call/ }).fill('nobody@elsewhere.example'),
  },
  trace: {
    scene: 'people',
    open: async (page) => {
      await page.getByRole('button', { name: /Change your status/ }).click();
      await page.getByRole('button', { name: 'Show the trace' }).click();
      await page.getByRole('checkbox', { name: 'Messages only' }).uncheck();
      await page
        .getByRole('list', { name: 'Messages' })
        .getByRole('button', { name: /INVITE/ })
        .first()
        .click();
    },
  },
  'call-bar': {
    scene: 'call-video',
    open: async (page) => {
      await page.getByRole('button', { name: 'Back to conversations' }).click();
      await page.getByRole('heading', { name: 'Bob Brown' }).waitFor();
    },
  },
  'call-video-chat': {
    scene: 'call-video',
    open: (page) => page.getByRole('button', { name: 'Show messages' }).click(),
  },
  'dialling-topic': {
    scene: 'people',
    open: async (page) => {
      await page.getByRole('textbox', { name: /address to call/ }).fill('bob');
      await page.getByText('Subject and priority').click();
      await page.getByLabel('Subject', { exact: true }).fill('The cake for Saturday');
    },
  },
  ...Object.fromEntries(
    ['people', 'devices-unasked', 'devices-unnamed', 'devices-none', 'devices-denied', 'devices-unplugged'].map(
      (scene) => [
        `${scene}-opened`,
        {
          scene,
          open: async (page: Page) => {
            await page.getByRole('button', { name: 'Devices' }).click();
            await page.getByRole('dialog').waitFor();
          },
        },
      ],
    ),
  ),
  ...Object.fromEntries(
    ['ladder', 'ladder-marked'].map((scene) => [
      `${scene}-read`,
      {
        scene,
        open: async (page: Page) => {
          await page.getByRole('list', { name: 'Messages' }).getByRole('button').first().focus();
          await page.keyboard.press('End');
          await page.keyboard.press('Enter');
        },
      },
    ]),
  ),
  'call-menu': { scene: 'call-audio', open: (page) => page.getByRole('button', { name: 'More' }).click() },
  'call-menu-video': { scene: 'call-video', open: (page) => page.getByRole('button', { name: 'More' }).click() },
  'call-devices': { scene: 'call-audio', open: (page) => chooseInCall(page, 'Devices') },
  keypad: { scene: 'call-audio', open: (page) => chooseInCall(page, 'Keypad') },
  'keypad-tones': { scene: 'call-tones', open: (page) => chooseInCall(page, 'Keypad') },
  transfer: { scene: 'call-audio', open: (page) => chooseInCall(page, 'Transfer') },
  'transfer-completed': {
    scene: 'call-audio',
    open: async (page) => {
      await chooseInCall(page, 'Transfer');
      await page.getByRole('combobox').fill('a');
      await page.getByRole('option').first().waitFor();
    },
  },
  'sign-in-advanced': {
    scene: 'sign-in-form',
    open: (page) => page.getByText('Server and name').click(),
  },
};

/** Presses a control of a call, which stands in the bar where there is room and else in the menu. */
async function chooseInCall(page: Page, name: string): Promise<void> {
  const inBar = page.getByRole('toolbar').getByRole('button', { name, exact: true });
  if (await inBar.isVisible()) {
    await inBar.click();
  } else {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }
  await page.getByRole('dialog').waitFor();
}

let server: GalleryServer;
test.beforeAll(async () => {
  server = await serveGallery();
  if (shots !== undefined) await mkdir(shots, { recursive: true });
});
test.afterAll(() => server.close());
test.describe.configure({ mode: 'parallel' });

for (const { size, context } of sizes) {
  test.describe(size, () => {
    test.use(context);

    test('every state of every screen keeps to the rules of accessibility, in both themes', async ({ page }) => {
      test.setTimeout(1_200_000);
      const complaints = listen(page);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const picture of await allPictures(page)) {
        await show(page, picture);
        for (const scheme of ['light', 'dark'] as const) {
          const name = `${picture.name}.${size}.${scheme}`;
          await page.emulateMedia({ colorScheme: scheme });
          if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
          // What depends on the theme is the contrast alone.
          expect.soft(await axeViolations(page, scheme === 'dark' ? ['color-contrast'] : undefined), name).toEqual([]);
        }
        for (const width of [context.viewport.width, narrowest]) {
          await page.setViewportSize({ ...context.viewport, width });
          expect.soft(await stickingOut(page), `${picture.name} at ${width} px: nothing sticks out`).toEqual([]);
        }
        await page.setViewportSize(context.viewport);
      }
      expect(complaints).toEqual([]);
    });
  });
}

interface Picture {
  readonly name: string;
  readonly href: string;
  readonly open?: (page: Page) => Promise<void>;
}

/** Shows it in the page that is open, which begins anew with it; loading it again would take most of the time. */
async function show(page: Page, { href, open }: Picture): Promise<void> {
  // Nothing is hovered.
  await page.mouse.move(0, 0);
  await page.evaluate((address) => {
    history.replaceState(null, '', address);
    dispatchEvent(new Event('scene'));
  }, href);
  await page.getByRole('heading').first().waitFor();
  await open?.(page);
  await page.waitForTimeout(50);
}

/** What the page complains about: errors, and breaches of its own policy. */
function listen(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

async function allPictures(page: Page): Promise<readonly Picture[]> {
  await page.goto(server.url);
  const only = process.env['GALLERY_ONLY'];
  const scenes = await page
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => ({ name: link.textContent, href: link.getAttribute('href') ?? '' })));
  expect(scenes.length).toBeGreaterThan(30);
  const byHand = Object.entries(opened).map(([name, { scene, open }]) => {
    const href = scenes.find((one) => one.name === scene)?.href;
    if (href === undefined) throw new Error(`The gallery has no scene ${scene}`);
    return { name, href, open };
  });
  return [...scenes, ...byHand].filter(({ name }) => only === undefined || new RegExp(only).test(name));
}

async function axeViolations(page: Page, only?: string[]): Promise<string[]> {
  // Behind a modal dialog the rest of the page is hidden, and with it the main landmark and the first heading.
  const modal = await page.locator('[role=dialog], [role=alertdialog]').count();
  const wholePage = modal > 0 ? ['landmark-one-main', 'page-has-heading-one', 'region'] : [];
  // While a list of choices is open, the focus is held in its field; what stands beside it is hidden and cannot be reached.
  if ((await page.getByRole('listbox').count()) > 0) wholePage.push('aria-hidden-focus');
  // It is put into the page once. The other mode opens a page of its own for each run; it is for frames, of which there are
  // none.
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder(isThere ? { page, axeSource: '0' } : { page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] });
  const { violations } = await (only === undefined ? axe.disableRules(wholePage) : axe.withRules(only)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** Controls and text that cross the sides of the window; the page itself does not scroll sideways, so they would be cut. */
function stickingOut(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    // The page hears of a new width with the next frame.
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const parts = document.querySelectorAll('button, a, input, textarea, select, h1, h2, p');
    return (
      [...parts]
        .filter((part) => part.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        // The lanes of a ladder scroll sideways in a box of their own.
        .filter((part) => part.closest('[data-scrolls-sideways]') === null)
        .filter((part) => {
          const { left, right, width } = part.getBoundingClientRect();
          return width > 1 && (left < -1 || right > window.innerWidth + 1);
        })
        .map((part) => `${part.tagName} ${part.getAttribute('aria-label') ?? part.textContent}`)
    );
  });
}
