import { expect, test } from '@playwright/test';
import { crash, openPage, startBrowser } from '../support/browser.ts';
import { freePort } from '../support/ports.ts';
import { startProgram } from '../support/program.ts';
import { Softphone } from '../support/softphone.ts';

test('gateway and server as two programs: presence, a call, a killed tab, a gateway that is killed and started again', async () => {
  test.setTimeout(120_000);
  const server = await startProgram({
    command: 'server',
    args: ['--user', 'alice:pa', '--user', 'bob:pb', '--trusted-edge', '127.0.0.1'],
  });
  const ports = { httpPort: await freePort(), sipPort: await freePort() };
  const upstream = ['--upstream', `sip:127.0.0.1:${server.sipPort}`];
  const gateway = await startProgram({ command: 'gateway', args: upstream, ...ports });
  const browser = await startBrowser();
  const bobBrowser = await startBrowser();
  const alice = new Softphone(await openPage(browser, gateway.url));
  const bob = new Softphone(await openPage(bobBrowser, gateway.url));
  await alice.signIn('alice', 'pa');
  await bob.signIn('bob', 'pb');
  await alice.expectSignedIn('alice');
  await bob.expectSignedIn('bob');
  await alice.addPerson('bob');
  await alice.expectPresence('bob', 'Available');

  await alice.dial('bob');
  await bob.answer();
  await alice.expectInCall('bob');
  await gateway.stop('SIGKILL');
  const again = await startProgram({ command: 'gateway', args: upstream, ...ports, data: gateway.data });
  await expect(bob.page.getByText('Reconnecting', { exact: true })).toBeHidden({ timeout: 30_000 });
  await expect(alice.page.getByText('Reconnecting', { exact: true })).toBeHidden({ timeout: 30_000 });
  await alice.expectInCall('bob');
  await bob.hangUp();
  await alice.expectOutcome('bob ended the call.');

  await alice.expectPresence('bob', 'Available');
  await crash(bob.page);
  await alice.expectPresence('bob', 'Offline', 15_000);
  await Promise.all([browser.close(), bobBrowser.close()]);
  await again.stop();
  await server.stop();
});
