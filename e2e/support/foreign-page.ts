import { type Browser, expect, type Page } from '@playwright/test';
import type { ForeignPhoneView } from '../pages/foreign-phone.ts';
import { openPage } from './browser.ts';
import { bundledPage } from './bundled-page.ts';
import type { Program } from './program.ts';

/** The stacks that browsers use today. */
export type ForeignStack = 'jssip' | 'sipjs';

/** A page with a phone on a stack that is not ours. It comes from the program's own origin, which is all that it takes. */
export class ForeignPage {
  readonly page: Page;
  readonly user: string;

  private constructor(page: Page, user: string) {
    this.page = page;
    this.user = user;
  }

  static async open(
    stack: ForeignStack,
    browser: Browser,
    program: Program,
    account: { user: string; password: string },
  ): Promise<ForeignPage> {
    // A document of the program's that has no script of its own.
    const page = await openPage(browser, `${program.url}healthz`);
    await page.evaluate(await bundledPage(`${stack}-phone`));
    await page.evaluate(
      (options) => {
        window.foreignPhone = window.startForeignPhone(options);
      },
      { ...account, domain: 'localhost', webSocketUrl: `ws://127.0.0.1:${program.httpPort}/sip` },
    );
    await page.evaluate(() => window.foreignPhone.register());
    return new ForeignPage(page, account.user);
  }

  seen(): Promise<ForeignPhoneView> {
    return this.page.evaluate(() => window.foreignPhone.seen);
  }

  /** Waits until what the phone says of itself is so. */
  async expect(wanted: Partial<ForeignPhoneView>, limitMs = 15_000): Promise<void> {
    await expect.poll(() => this.seen(), { timeout: limitMs }).toMatchObject(wanted);
  }

  call(user: string): Promise<void> {
    return this.page.evaluate((target) => window.foreignPhone.call(target), `sip:${user}@localhost`);
  }

  answer(): Promise<void> {
    return this.page.evaluate(() => window.foreignPhone.answer());
  }

  hangUp(): Promise<void> {
    return this.page.evaluate(() => window.foreignPhone.hangUp());
  }

  hold(): Promise<void> {
    return this.page.evaluate(() => window.foreignPhone.hold());
  }

  resume(): Promise<void> {
    return this.page.evaluate(() => window.foreignPhone.resume());
  }

  sendTone(tone: string, how: 'media' | 'info'): Promise<void> {
    return this.page.evaluate(([tone, how]) => window.foreignPhone.sendTone(tone, how), [tone, how] as const);
  }

  transfer(user: string): Promise<void> {
    return this.page.evaluate((target) => window.foreignPhone.transfer(target), `sip:${user}@localhost`);
  }

  message(user: string, text: string): Promise<void> {
    return this.page.evaluate(([target, text]) => window.foreignPhone.message(target, text), [
      `sip:${user}@localhost`,
      text,
    ] as const);
  }
}
