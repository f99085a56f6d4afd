import { expect, test } from '@playwright/test';
import { openPage, startBrowser } from '../support/browser.ts';
import { isInstalled, sipp, startSipp } from '../support/peers.ts';
import { freePort } from '../support/ports.ts';
import { startProgram } from '../support/program.ts';
import { Softphone } from '../support/softphone.ts';

test.describe('SIPp over UDP, with digest', () => {
  test.skip(!isInstalled('sipp'), 'SIPp (sip-tester) is not installed');

  const users = ['--digest', 'MD5', '--user', 'alice:alice', '--user', 'bob:bob'];

  test('two SIPp users register and one calls the other through the server', async () => {
    const program = await startProgram({ args: users });
    const [bobPort, alicePort, registerPort] = [await freePort(), await freePort(), await freePort()];
    const serverPort = program.sipPort;
    for (const [user, port] of [
      ['bob', bobPort],
      ['alice', alicePort],
    ] as const) {
      const registered = await sipp({
        scenario: 'register',
        serverPort,
        localPort: registerPort,
        user,
        keys: { contact_port: String(port) },
      });
      expect(registered.code, registered.stdout + registered.stderr).toBe(0);
    }
    const uas = await startSipp({ scenario: 'uas', serverPort, localPort: bobPort, user: 'bob' });
    const uac = await sipp({
      scenario: 'uac',
      serverPort,
      localPort: alicePort,
      user: 'alice',
      keys: { callee: 'bob' },
    });
    expect(uac.code, uac.stdout + uac.stderr).toBe(0);
    const answered = await uas.finished(10_000);
    expect(answered.code, answered.stdout + answered.stderr).toBe(0);
    await program.stop();
  });

  test('SIPp calls a browser up to 200 OK and BYE', async () => {
    const program = await startProgram({ args: users });
    const browser = await startBrowser();
    const bob = new Softphone(await openPage(browser, program.url));
    await bob.signIn('bob', 'bob');
    await bob.expectSignedIn('bob');
    const caller = await startSipp({
      scenario: 'uac-to-browser',
      serverPort: program.sipPort,
      localPort: await freePort(),
      user: 'alice',
      keys: { callee: 'bob' },
    });
    await bob.answer();
    const called = await caller.finished(20_000);
    expect(called.code, called.stdout + called.stderr).toBe(0);
    await bob.expectOutcome(/alice ended the call\./i);
    await browser.close();
    await program.stop();
  });
});
