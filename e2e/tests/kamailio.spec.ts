import { expect, test } from '@playwright/test';
import { heardFrequency, openPage, startBrowser } from '../support/browser.ts';
import { isInstalled, startKamailio } from '../support/peers.ts';
import { startProgram } from '../support/program.ts';
import { Softphone } from '../support/softphone.ts';

test.describe('the gateway in front of Kamailio', () => {
  test.skip(!isInstalled('kamailio'), 'Kamailio is not installed');

  test('a browser user registers at Kamailio and calls another through it', async () => {
    const kamailio = await startKamailio();
    const gateway = await startProgram({ command: 'gateway', args: ['--upstream', `sip:127.0.0.1:${kamailio.port}`] });
    const [aliceBrowser, bobBrowser] = await Promise.all([
      startBrowser({ toneHz: 700 }),
      startBrowser({ toneHz: 1100 }),
    ]);
    const alice = new Softphone(await openPage(aliceBrowser, gateway.url));
    const bob = new Softphone(await openPage(bobBrowser, gateway.url));
    await alice.signIn('alice', 'secret');
    await bob.signIn('bob', 'secret');
    await alice.expectSignedIn('alice');
    await bob.expectSignedIn('bob');

    await alice.dial('bob');
    await bob.answer();
    await alice.expectInCall('bob');
    expect(Math.abs((await heardFrequency(bob.page, 700)) - 700)).toBeLessThan(30);
    expect(Math.abs((await heardFrequency(alice.page, 1100)) - 1100)).toBeLessThan(30);
    await bob.hangUp();
    await alice.expectOutcome(/bob ended the call\./i);

    await alice.page.getByRole('button', { name: 'Send a message' }).click();
    await alice.write('bob', 'Through Kamailio');
    await expect(bob.page.getByText('Through Kamailio').first()).toBeVisible();

    await Promise.all([aliceBrowser.close(), bobBrowser.close()]);
    await gateway.stop();
    await kamailio.stop();
  });
});
