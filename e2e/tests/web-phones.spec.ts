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

    async function signInCarol(): Promise<Softphone> {
      const carol = new Softphone(await openPage(browsers[0] as Browser, program.url));
      await carol.signIn('carol', 'secret');
      await carol.expectSignedIn('carol');
      return carol;
    }

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

    test('holds us and is held by us', async () => {
      await bob.call('alice');
      await alice.answer();
      await alice.expectInCall('bob');
      await bob.expect({ call: 'talking' });

      await bob.hold();
      await expect(alice.main.getByText('bob has put you on hold')).toBeVisible();
      await bob.resume();
      await expect(alice.main.getByText('bob has put you on hold')).toBeHidden();
      await expectTones();

      await alice.main.getByRole('button', { name: 'Hold', exact: true }).click();
      await expect(alice.main.getByText('On hold')).toBeVisible();
      await bob.expect({ isHeldByRemote: true });
      await alice.main.getByRole('button', { name: 'Resume' }).first().click();
      await expect(alice.main.getByText('On hold')).toBeHidden();
      await bob.expect({ isHeldByRemote: false });
      await expectTones();
      await alice.hangUp();
      await bob.expect({ call: 'ended' });
      await alice.closeEndedCall();
    });

    test('sends tones and hears ours', async () => {
      await alice.dial('bob');
      await bob.expect({ call: 'incoming' });
      await bob.answer();
      await alice.expectInCall('bob');
      await bob.sendTone('7', 'info');
      await expect(alice.main.getByText('bob pressed 7')).toBeVisible();

      // So that the tones are all there is to hear.
      await alice.main.getByRole('button', { name: 'Mute', exact: true }).click();
      await alice.main.getByRole('button', { name: 'Keypad' }).click();
      // A telephone-event is played as what it stands for: 3 is 697 Hz and 1477 Hz (RFC 4733 §3.2).
      const heard = heardFrequency(bob.page, 1477, 15_000);
      await alice.page.keyboard.type('3333333333');
      expect(Math.abs((await heard) - 1477)).toBeLessThan(30);
      await alice.page.keyboard.press('Escape');
      await alice.hangUp();
      await bob.expect({ call: 'ended' });
      await alice.closeEndedCall();
    });

    test('transfers us to somebody else', async () => {
      const carol = await signInCarol();
      await bob.call('alice');
      await alice.answer();
      await alice.expectInCall('bob');
      await bob.expect({ call: 'talking' });
      await bob.transfer('carol');
      await carol.answer();
      await carol.expectInCall('alice');
      await alice.expectInCall('carol');
      await bob.expect({ transferStatus: 200 });
      // Neither stack hangs up by itself: its call waits on hold, and can be gone on with.
      await carol.hangUp();
      await alice.expectInCall('bob');
      await alice.main.getByRole('button', { name: 'Resume' }).first().click();
      await expect(alice.main.getByText(/is transferring you/)).toBeHidden();
      await expect(alice.main.getByText('On hold')).toBeHidden();
      await bob.hangUp();
      await alice.expectOutcome(/bob ended the call\./i);
      await alice.closeEndedCall();
      await carol.page.context().close();
    });

    test('is transferred by us', async () => {
      const carol = await signInCarol();
      await alice.dial('bob');
      await bob.expect({ call: 'incoming' });
      await bob.answer();
      await alice.expectInCall('bob');
      await alice.transfer('carol');
      await carol.answer();
      await carol.expectInCall('bob');
      await alice.expectOutcome(/carol/);
      await alice.closeEndedCall();
      await carol.hangUp();
      await bob.expect({ call: 'ended' });
      await carol.page.context().close();
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
