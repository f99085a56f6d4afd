import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, test } from '@playwright/test';
import { crash, fallsSilent, heardFrequency, inboundMedia, openPage, startBrowser } from '../support/browser.ts';
import { type Program, startProgram } from '../support/program.ts';
import { Softphone } from '../support/softphone.ts';

const aliceToneHz = 700;
const bobToneHz = 1100;

test.describe('two people, two browsers, one program', () => {
  let program: Program;
  let aliceBrowser: Browser;
  let bobBrowser: Browser;
  let alice: Softphone;
  let bob: Softphone;

  test.beforeAll(async () => {
    program = await startProgram();
    [aliceBrowser, bobBrowser] = await Promise.all([
      startBrowser({ toneHz: aliceToneHz }),
      startBrowser({ toneHz: bobToneHz }),
    ]);
  });

  test.afterAll(async () => {
    await Promise.all([aliceBrowser.close(), bobBrowser.close()]);
    await program.stop();
  });

  test.beforeEach(async () => {
    alice = new Softphone(await openPage(aliceBrowser, program.url));
    bob = new Softphone(await openPage(bobBrowser, program.url));
    await alice.signInAsDemo('Alice');
    await bob.signInAsDemo('Bob');
    await alice.expectPresence('Bob', 'Available');
    await bob.expectPresence('Alice', 'Available');
  });

  test.afterEach(async () => {
    await alice.page.context().close();
    await bob.page.context().close();
  });

  test('a video call carries sound and picture both ways', async () => {
    await alice.dial('bob', true);
    await expect(bob.incoming).toContainText('Alice');
    await bob.answer(true);
    await alice.expectInCall('Bob');
    await bob.expectInCall('Alice');

    expect(Math.abs((await heardFrequency(bob.page, aliceToneHz)) - aliceToneHz)).toBeLessThan(30);
    expect(Math.abs((await heardFrequency(alice.page, bobToneHz)) - bobToneHz)).toBeLessThan(30);
    for (const { page } of [alice, bob]) {
      await expect.poll(async () => (await inboundMedia(page)).framesDecoded, { timeout: 15_000 }).toBeGreaterThan(10);
      expect((await inboundMedia(page)).audioPackets).toBeGreaterThan(20);
    }
    expect((await new AxeBuilder({ page: alice.page }).analyze()).violations).toEqual([]);

    await alice.hangUp();
    await bob.expectOutcome('Alice ended the call.');
    await alice.expectOutcome('You ended the call with Bob.');
  });

  test('mute silences the microphone and the camera can be switched off', async () => {
    await bob.dial('alice', true);
    await alice.answer(true);
    await bob.expectInCall('Alice');
    expect(Math.abs((await heardFrequency(bob.page, aliceToneHz)) - aliceToneHz)).toBeLessThan(30);
    await alice.main.getByRole('button', { name: 'Mute' }).click();
    await expect(alice.main.getByText('You are muted')).toBeVisible();
    expect(await fallsSilent(bob.page)).toBe(true);
    await alice.main.getByRole('button', { name: 'Unmute' }).click();
    expect(Math.abs((await heardFrequency(bob.page, aliceToneHz)) - aliceToneHz)).toBeLessThan(30);
    await alice.main.getByRole('button', { name: 'Turn camera off' }).click();
    await expect(alice.main.getByRole('button', { name: 'Turn camera on' })).toBeVisible();
    await bob.hangUp();
    await alice.expectOutcome('Bob ended the call.');
  });

  test('presence changes are seen within a second', async () => {
    await bob.setStatus('Busy');
    await alice.expectPresence('Bob', 'Busy', 1_000);
    await bob.setStatus('Away', 'Lunch until one');
    await alice.expectPresence('Bob', /Bob.*Away.*Lunch until one/, 1_000);
    await bob.setStatus('Available', '');
    await alice.expectPresence('Bob', 'Available', 1_000);
  });

  test('a killed tab is seen offline by its watchers within 15 s', async () => {
    await crash(bob.page);
    await alice.expectPresence('Bob', 'Offline', 15_000);
    await bob.page.context().close();
    bob = new Softphone(await openPage(bobBrowser, program.url));
    await bob.signInAsDemo('Bob');
    await alice.expectPresence('Bob', 'Available', 2_000);
  });

  test('a chat message both ways', async () => {
    await alice.openChat('Bob');
    await alice.write('Bob', 'Grüße, Bob 👋 <b>not bold</b>');
    await bob.openChat('Alice');
    await expect(bob.chat('Alice').getByText('Grüße, Bob 👋 <b>not bold</b>')).toBeVisible();
    await expect(alice.chat('Bob').getByText('Delivered')).toHaveCount(1);
    await bob.write('Alice', 'And hello to you');
    await expect(alice.chat('Bob').getByText('And hello to you')).toBeVisible();
  });

  test('a message to somebody offline says so and can be sent again', async () => {
    await alice.openChat('Carol');
    await alice.write('Carol', 'Are you there?');
    await expect(alice.chat('Carol').getByText('Not delivered.')).toBeVisible();
    await expect(alice.chat('Carol').getByText('Carol is not signed in')).toBeVisible();
    await expect(alice.chat('Carol').getByRole('button', { name: 'Send again' })).toBeVisible();
  });

  test('declined', async () => {
    await alice.dial('bob');
    await bob.decline();
    await alice.expectOutcome(/Bob declined the call\./);
  });

  test('busy', async () => {
    const carol = new Softphone(await openPage(aliceBrowser, program.url));
    await carol.signInAsDemo('Carol');
    await alice.dial('bob');
    await bob.answer();
    await alice.expectInCall('Bob');
    await carol.dial('bob');
    await carol.expectOutcome(/Bob is busy\./);
    await bob.hangUp();
    await alice.expectOutcome('Bob ended the call.');
    await carol.page.context().close();
  });

  test('two devices of one person ring, and the one that is slower hears no more of it', async () => {
    const secondBob = new Softphone(await openPage(bobBrowser, program.url));
    await secondBob.signInAsDemo('Bob');
    await alice.dial('bob');
    await expect(bob.incoming).toBeVisible();
    await expect(secondBob.incoming).toBeVisible();
    await secondBob.answer();
    await alice.expectInCall('Bob');
    await secondBob.expectInCall('Alice');
    await expect(bob.incoming).toBeHidden();
    await alice.hangUp();
    await secondBob.expectOutcome('Alice ended the call.');
    await secondBob.page.context().close();
    await alice.expectPresence('Bob', 'Available');
  });

  test('cancelled by the caller', async () => {
    await alice.dial('bob');
    await expect(bob.incoming).toBeVisible();
    await alice.hangUp();
    await alice.expectOutcome('You hung up before Bob answered.');
    await expect(bob.incoming).toBeHidden();
    await expect(bob.page.getByText('You missed a call from Alice.').first()).toBeVisible();
  });

  test('callee not registered', async () => {
    await alice.dial('dave');
    await alice.expectOutcome(/Dave is not signed in at the moment\./i);
  });

  test('nobody of that name', async () => {
    await alice.dial('nobody');
    await alice.expectOutcome(/There is nobody called nobody here\./i);
  });
});

test.describe('what goes wrong is said in words', () => {
  test('wrong password', async () => {
    const program = await startProgram({ args: ['--user', 'alice:correct-horse'] });
    const browser = await startBrowser();
    const alice = new Softphone(await openPage(browser, program.url));
    await alice.signIn('alice', 'wrong');
    await expect(alice.page.getByText('The name or the password is wrong.')).toBeVisible();
    await alice.page.getByLabel('Password').fill('correct-horse');
    await alice.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await alice.expectSignedIn('alice');
    await browser.close();
    await program.stop();
  });

  test('no answer', async () => {
    const program = await startProgram({ args: ['--demo', '--ring-timeout', '5'] });
    const browser = await startBrowser();
    const alice = new Softphone(await openPage(browser, program.url));
    const bob = new Softphone(await openPage(browser, program.url));
    await alice.signInAsDemo('Alice');
    await bob.signInAsDemo('Bob');
    await alice.dial('bob');
    await expect(bob.incoming).toBeVisible();
    await alice.expectOutcome(/Bob did not answer in time\./);
    await expect(bob.incoming).toBeHidden();
    await browser.close();
    await program.stop();
  });

  test('the server stops, and comes back', async () => {
    const program = await startProgram();
    const browser = await startBrowser();
    const alice = new Softphone(await openPage(browser, program.url));
    await alice.signInAsDemo('Alice');
    await program.stop();
    await expect(alice.page.getByText('Reconnecting', { exact: true })).toBeVisible({ timeout: 15_000 });
    await expect(alice.page.getByText(/The phone (reconnects|tries again) by itself\./).first()).toBeVisible();
    const again = await startProgram({ httpPort: program.httpPort, sipPort: program.sipPort });
    await expect(alice.page.getByText('Reconnecting', { exact: true })).toBeHidden({ timeout: 30_000 });
    await alice.expectSignedIn('Alice');
    await browser.close();
    await again.stop();
  });

  test('without a microphone one can listen', async () => {
    const program = await startProgram();
    const [without, withOne] = await Promise.all([
      startBrowser({ devices: 'none' }),
      startBrowser({ toneHz: bobToneHz }),
    ]);
    const alice = new Softphone(await openPage(without, program.url));
    const bob = new Softphone(await openPage(withOne, program.url));
    await alice.signInAsDemo('Alice');
    await bob.signInAsDemo('Bob');
    await alice.dial('bob');
    await bob.answer();
    await alice.expectInCall('Bob');
    expect(Math.abs((await heardFrequency(alice.page, bobToneHz)) - bobToneHz)).toBeLessThan(30);
    await bob.hangUp();
    await alice.expectOutcome('Bob ended the call.');
    await Promise.all([without.close(), withOne.close()]);
    await program.stop();
  });

  test('a microphone that is denied', async () => {
    const program = await startProgram();
    const browser = await startBrowser();
    const bob = new Softphone(await openPage(browser, program.url, []));
    await bob.signInAsDemo('Bob');
    await bob.dial('alice');
    await bob.expectOutcome('The browser may not use the microphone.');
    await browser.close();
    await program.stop();
  });
});
