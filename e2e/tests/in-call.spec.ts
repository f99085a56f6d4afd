import { type Browser, expect, type Page, test } from '@playwright/test';
import { fallsSilent, heardFrequency, inboundMedia, openPage, startBrowser } from '../support/browser.ts';
import { type Program, startProgram } from '../support/program.ts';
import { Softphone } from '../support/softphone.ts';

const aliceToneHz = 700;
const bobToneHz = 1100;

let program: Program;
let browsers: Browser[];
let alice: Softphone;
let bob: Softphone;

test.beforeAll(async () => {
  program = await startProgram();
  browsers = await Promise.all([startBrowser({ toneHz: aliceToneHz }), startBrowser({ toneHz: bobToneHz })]);
});

test.afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await program.stop();
});

test.beforeEach(async () => {
  alice = await signIn(0, 'Alice');
  bob = await signIn(1, 'Bob');
  await alice.expectPresence('Bob', 'Available');
});

test.afterEach(() => Promise.all([alice, bob].map(({ page }) => page.context().close())));

async function signIn(browser: number, name: string): Promise<Softphone> {
  const owner = browsers[browser];
  if (owner === undefined) throw new Error(`There is no browser ${browser}`);
  const phone = new Softphone(await openPage(owner, program.url));
  await phone.signInAsDemo(name);
  return phone;
}

async function talk(video = false): Promise<void> {
  await alice.dial('bob', video);
  await bob.answer(video);
  await alice.expectInCall('Bob');
  await bob.expectInCall('Alice');
}

async function hears(page: Page, hz: number): Promise<boolean> {
  return Math.abs((await heardFrequency(page, hz)) - hz) < 30;
}

/** Labels of the devices that the live connections of a page send from. */
function sendingFrom(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    window.sidetoneTestConnections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap((connection) => connection.getSenders().flatMap(({ track }) => track?.label ?? [])),
  );
}

/** New frames are decoded from now on. */
async function expectPicture(page: Page): Promise<void> {
  const { framesDecoded } = await inboundMedia(page);
  await expect
    .poll(async () => (await inboundMedia(page)).framesDecoded, { timeout: 20_000 })
    .toBeGreaterThan(framesDecoded + 5);
}

test('hold and resume: silent both ways while held, heard again after', async () => {
  await talk();
  expect([await hears(bob.page, aliceToneHz), await hears(alice.page, bobToneHz)]).toEqual([true, true]);

  await alice.control('Hold');
  await expect(alice.main.getByText('On hold')).toBeVisible();
  await expect(bob.main.getByText('Alice has put you on hold')).toBeVisible();
  expect([await fallsSilent(bob.page), await fallsSilent(alice.page)]).toEqual([true, true]);

  await bob.control('Hold');
  await expect(bob.main.getByText('You and Alice have put each other on hold')).toBeVisible();
  await alice.main.getByRole('button', { name: 'Resume' }).first().click();
  await expect(alice.main.getByText('Bob has put you on hold')).toBeVisible();
  await bob.main.getByRole('button', { name: 'Resume' }).first().click();
  await expect(alice.main.getByText('Bob has put you on hold')).toBeHidden();
  expect([await hears(bob.page, aliceToneHz), await hears(alice.page, bobToneHz)]).toEqual([true, true]);
  await alice.hangUp();
  await bob.expectOutcome('Alice ended the call.');
});

test('keypad tones by mouse and keyboard are shown as typed and heard at the other side', async () => {
  await talk();
  await alice.main.getByRole('button', { name: 'Mute' }).click();
  await alice.control('Keypad');
  const keypad = alice.page.getByRole('dialog', { name: 'Keypad' });
  await keypad.getByRole('button', { name: /^5/ }).click();
  await keypad.getByRole('button', { name: 'Star' }).click();
  await alice.page.keyboard.type('1#a');
  await expect(keypad.getByText('5*1#A')).toBeVisible();
  const heard = hears(bob.page, 1477);
  for (let round = 0; round < 10; round += 1) {
    await alice.page.keyboard.press('#');
    await alice.page.waitForTimeout(200);
  }
  expect(await heard).toBe(true);
  await alice.page.keyboard.press('Escape');
  await expect(keypad).toBeHidden();
  await expect(alice.main.getByRole('button', { name: 'Keypad' })).toBeFocused();
  await bob.hangUp();
  await alice.expectOutcome('Bob ended the call.');
});

test('video is added, answered, and dropped again', async () => {
  await talk();
  await alice.control('Add video');
  await expect(alice.main.getByLabel('Your video')).toBeVisible();
  await expect(bob.main.getByLabel('Video of Alice')).toBeVisible();
  await expectPicture(bob.page);
  await bob.control('Add video');
  await expect(alice.main.getByLabel('Video of Bob')).toBeVisible();
  await expectPicture(alice.page);

  await alice.control('Stop sending video');
  await expect(alice.main.getByLabel('Your video')).toBeHidden();
  await expect(bob.main.getByLabel('Video of Alice')).toBeHidden();
  await expectPicture(alice.page);
  expect(await sendingFrom(alice.page)).toHaveLength(1);
  expect(await hears(bob.page, aliceToneHz)).toBe(true);
  await bob.hangUp();
  await alice.expectOutcome('Bob ended the call.');
});

test('the microphone is changed in a call, and the choice is remembered', async () => {
  await talk();
  await alice.control('Devices');
  const before = await sendingFrom(alice.page);
  const microphone = alice.device('Microphone');
  await microphone.selectOption('Fake Audio Input 2');
  await expect.poll(() => sendingFrom(alice.page)).toEqual(['Fake Audio Input 2']);
  expect(before).not.toEqual(['Fake Audio Input 2']);
  await expect(alice.device('Camera')).toBeEnabled();
  await expect(alice.device('Speaker')).toBeEnabled();
  await alice.page.keyboard.press('Escape');
  expect(await hears(bob.page, aliceToneHz)).toBe(true);
  await alice.hangUp();
  await bob.expectOutcome('Alice ended the call.');

  await alice.page.reload();
  await alice.signInAsDemo('Alice');
  await alice.page.getByRole('button', { name: 'Devices' }).click();
  await expect(alice.device('Microphone').locator('option:checked')).toHaveText('Fake Audio Input 2');
});

test('subject and priority are shown while it rings', async () => {
  await alice.dial('bob', false, { subject: 'The cake for Saturday', priority: 'Urgent' });
  await expect(bob.incoming).toContainText('The cake for Saturday');
  await expect(bob.incoming).toContainText('Urgent');
  await bob.answer();
  await bob.expectInCall('Alice');
  await expect(bob.main.getByText('The cake for Saturday')).toBeVisible();
  await expect(alice.main.getByText('Good connection')).toBeVisible({ timeout: 20_000 });
  await alice.hangUp();
  await bob.expectOutcome('Alice ended the call.');
});

test('a call is transferred to a third person, and comes back when that person declines', async () => {
  const carol = await signIn(0, 'Carol');
  await talk();
  await bob.transfer('car');
  await expect(bob.main.getByText('The transfer to car did not work.')).toBeVisible();
  await expect(bob.main.getByText('There is nobody called car here.')).toBeVisible();
  expect(await hears(alice.page, bobToneHz)).toBe(true);

  await bob.transfer('Carol');
  await expect(bob.main.getByText('Transferring Alice to Carol…')).toBeVisible();
  await expect(carol.incoming).toContainText('Transferred by Bob');
  await expect(bob.main.getByText('It is ringing at Carol. Please wait.')).toBeVisible();
  await carol.decline();
  await expect(bob.main.getByText('The transfer to Carol did not work.')).toBeVisible();
  await expect(alice.main.getByText('The transfer to Carol did not work.')).toBeVisible();
  expect([await hears(alice.page, bobToneHz), await hears(bob.page, aliceToneHz)]).toEqual([true, true]);

  await bob.transfer('Carol');
  await carol.answer();
  await bob.expectOutcome('You passed the call with Alice on to Carol.');
  await alice.expectInCall('Carol');
  await carol.expectInCall('Alice');
  expect([await hears(alice.page, aliceToneHz), await hears(carol.page, aliceToneHz)]).toEqual([true, true]);
  await carol.hangUp();
  await alice.expectOutcome('Carol ended the call.');
  await carol.page.context().close();
});
