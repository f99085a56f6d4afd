import { expect, test } from '@playwright/test';
import { BakeoffPage } from '../support/bakeoff-page.ts';
import { freePort } from '../support/ports.ts';
import { type Program, startProgram } from '../support/program.ts';

let program: Program;
test.beforeAll(async () => {
  program = await startProgram();
});
test.afterAll(() => program.stop());

test('the page of a server judges that server over WebSocket', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const bakeoff = new BakeoffPage(page);

  await page.goto(program.url);
  await page.getByRole('link', { name: 'Test a SIP server' }).click();
  await expect(page.getByRole('heading', { name: 'Bake-off' })).toBeVisible();
  await expect(page.getByLabel('Server address')).toHaveValue(`ws://127.0.0.1:${program.httpPort}/sip`);
  await bakeoff.chooseRoles(['Registrar', 'WebSocket gateway']);
  await page.getByLabel('Only scenarios with this text').fill('refus');
  await bakeoff.run();
  await bakeoff.expectDone(30_000);

  // What our own elements do on the virtual network, they do over a real WebSocket too.
  const saved = await bakeoff.savedResults();
  expect(saved.length).toBeGreaterThan(10);
  expect(saved.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  for (const role of ['registrar', 'gateway']) expect(saved.some(({ id }) => id.startsWith(role))).toBe(true);
  expect(await bakeoff.saved('JUnit XML')).toContain('<testsuite name="registrar"');

  await bakeoff.result(/wrong password/).click();
  await expect(bakeoff.detail.getByText(/^RFC 3261 §/).first()).toBeVisible();
  const messages = bakeoff.messages().getByRole('button');
  await expect(messages.first()).toContainText('REGISTER');
  await expect(
    bakeoff.messages().getByRole('button', { name: /from target to \w+: 401 Unauthorized/ }),
  ).not.toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('messages are reached and read by keyboard', async ({ page }) => {
  const bakeoff = new BakeoffPage(page);
  await page.goto(`${program.url}bakeoff`);
  await page.getByLabel('Only scenarios with this text').fill('registrar/refuses-foreign-address');
  await bakeoff.run();
  await bakeoff.expectDone(20_000);
  await bakeoff.results.getByRole('link').click();
  const messages = bakeoff.messages().getByRole('button');
  await messages.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(messages.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bakeoff.detail.getByText('SIP/2.0 401 Unauthorized', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(messages.nth(1)).toHaveAttribute('aria-expanded', 'false');
  await expect(messages.nth(1)).toBeFocused();
});

test('a run that is stopped keeps what it has found, and another can begin', async ({ page }) => {
  const bakeoff = new BakeoffPage(page);
  await page.goto(`${program.url}bakeoff`);
  await bakeoff.chooseRoles(['Registrar']);
  await bakeoff.run();
  await expect(bakeoff.results.getByRole('link').nth(1)).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await bakeoff.expectDone(20_000);
  await expect(page.getByRole('button', { name: 'Run again' })).toBeEnabled();
  const shown = await bakeoff.results.getByRole('link').count();
  expect(shown).toBeLessThan((await bakeoff.savedResults()).length);
});

test('what keeps a run from beginning is said with what to do', async ({ page }) => {
  const bakeoff = new BakeoffPage(page);
  await page.goto(`${program.url}bakeoff`);
  await page.getByText(/^Accounts/).click();
  await page.getByLabel('Password').first().fill('wrong');
  await bakeoff.run();
  await expect(page.getByRole('alert')).toContainText('does not take the name or the password of alice', {
    timeout: 20_000,
  });

  const address = page.getByLabel('Server address');
  await address.fill(`ws://127.0.0.1:${await freePort()}/sip`);
  await bakeoff.run();
  await expect(page.getByRole('alert')).toContainText('No WebSocket could be opened', { timeout: 20_000 });

  await address.fill('http://example.com');
  await bakeoff.run();
  await expect(page.getByRole('alert')).toContainText('It begins with wss:// or ws://');
});
