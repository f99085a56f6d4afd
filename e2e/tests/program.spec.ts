import { createServer } from 'node:http';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { openPage, startBrowser } from '../support/browser.ts';
import { freePort } from '../support/ports.ts';
import { runProgram, startProgram } from '../support/program.ts';
import { Softphone } from '../support/softphone.ts';

/** One line on stderr, and status 2. */
async function expectRefused(args: readonly string[], sentence: RegExp): Promise<void> {
  const ended = await runProgram(args);
  expect(ended.stderr.trim().split('\n'), args.join(' ')).toHaveLength(1);
  expect(ended.stderr).toMatch(sentence);
  expect(ended.code).toBe(2);
}

test('a taken port, a bad option, a missing file: one clear line and status 2', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const sip = ['--sip', `127.0.0.1:${await freePort()}`];
  await expectRefused(
    ['serve', '--demo', '--http', `127.0.0.1:${port}`, ...sip],
    new RegExp(`127\\.0\\.0\\.1:${port}.*--http`),
  );
  taken.close();
  await expectRefused(['serve', '--colour'], /--colour/);
  await expectRefused(['serve', '--users', 'no-such-file'], /no-such-file/);
  await expectRefused(['serve', '--demo', '--http', '0.0.0.0:0'], /demo/);
  await expectRefused(['serve', '--auth', 'none', '--http', '0.0.0.0:0', '--user', 'a:b'], /--auth none/);
});

test('over HTTPS and WSS with a certificate made here', async () => {
  const program = await startProgram({ args: ['--demo', '--tls-self-signed'], secure: true });
  const browser = await startBrowser();
  const alice = new Softphone(await openPage(browser, program.url));
  const bob = new Softphone(await openPage(browser, program.url));
  expect(program.url).toMatch(/^https:/);
  await alice.signInAsDemo('Alice');
  await bob.signInAsDemo('Bob');
  await alice.dial('bob', true);
  await bob.answer(true);
  await alice.expectInCall('Bob');
  await alice.hangUp();
  await bob.expectOutcome('Alice ended the call.');
  await browser.close();
  await program.stop();
});

test('SIGTERM ends it with status 0, though browsers are connected', async () => {
  const program = await startProgram();
  const browser = await startBrowser();
  const alice = new Softphone(await openPage(browser, program.url));
  await alice.signInAsDemo('Alice');
  await program.stop('SIGTERM');
  expect((await program.child.finished(0)).code).toBe(0);
  await browser.close();
});
