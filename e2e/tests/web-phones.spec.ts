import { type Browser, expect, test } from '@playwright/test';
import { heardFrequency, openPage, startBrowser } from '../support/browser.ts';
import { ForeignPage, type ForeignStack } from '../support/foreign-page.ts';
import { type Program, startProgram } from '../support/program.ts';
import { Softphone } from '../support/softphone.ts';

const OURS_HZ = 700;
const THEIRS_HZ = 1100;
const STACKS: readonly { stack: ForeignStack; name: string }[] = [
  { stack: 'jssip', name: 'JsSIP' },
  { stack: 'sipjs', name: 'SIP.js' },
];

for (const { stack, name } of STACKS) {
  test.describe(`${name} and the softphone`, () => {
    let program: Program;
    let browsers: Browser[];
    let alice: Softphone;
    let bob: ForeignPage;

    test.beforeAll(async () => {
      program = await startProgram({
        args: ['--user', 'alice:secret', '--user', 'bob:secret', '--user', 'carol:secret'],
      });
      browsers = await Promise.all([startBrowser({ toneHz: OURS_HZ }), startBrowser({ toneHz: THEIRS_HZ })]);
      const [ours, theirs] = browsers as [Browser, Browser];
      alice = new Softphone(await openPage(ours, program.url));
      await alice.signIn('alice', 'secret');
      await alice.expectSignedIn('alice');
      bob = await ForeignPage.open(stack, theirs, program, { user: 'bob', password: 'secret' });
    });

    test.afterAll(async () => {
      await Promise.all(browsers.map((browser) => browser.close()));
      await program.stop();
    });

    async function expectTones(): Promise<void> {
      expect(Math.abs((await heardFrequency(bob.page, OURS_HZ)) - OURS_HZ)).toBeLessThan(30);
      expect(Math.abs((await heardFrequency(alice.page, THEIRS_HZ)) - THEIRS_HZ)).toBeLessThan(30);
    }

    test('calls, and is heard both ways', async () => {
      await bob.call('alice');
      await alice.answer();
      await alice.expectInCall('bob');
      await bob.expect({ call: 'talking' });
      await expectTones();
      await bob.hangUp();
      await alice.expectOutcome(/bob ended the call\./i);
      await alice.closeEndedCall();
    });

    test('is called, and is heard both ways', async () => {
      await alice.dial('bob');
      await bob.expect({ call: 'incoming', remote: 'alice' });
      await bob.answer();
      await alice.expectInCall('bob');
      await expectTones();
      await alice.hangUp();
      await bob.expect({ call: 'ended' });
      await alice.closeEndedCall();
    });

    test('sends a message and gets one', async () => {
      await bob.message('alice', `From ${name}, with ümlauts`);
      await expect(alice.page.getByText(`From ${name}, with ümlauts`).first()).toBeVisible();
      await alice.openChat('bob');
      await alice.write('bob', 'And back: “grüß dich”');
      await bob.expect({ messages: ['And back: “grüß dich”'] });
    });
  });
}
