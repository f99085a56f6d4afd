import { fileURLToPath } from 'node:url';
import { type Browser, expect, type Page } from '@playwright/test';
import { build } from 'vite';
import type { ForeignPhoneView } from '../pages/foreign-phone.ts';
import { openPage } from './browser.ts';
import type { Program } from './program.ts';

/** The stacks that browsers use today. */
export type ForeignStack = 'jssip' | 'sipjs';

const bundles = new Map<ForeignStack, Promise<string>>();

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
    await page.evaluate(await bundled(stack));
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

function bundled(stack: ForeignStack): Promise<string> {
  const known = bundles.get(stack) ?? bundle(stack);
  bundles.set(stack, known);
  return known;
}

async function bundle(stack: ForeignStack): Promise<string> {
  const entry = fileURLToPath(new URL(`../pages/${stack}-phone.ts`, import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: { write: false, lib: { entry, formats: ['iife'], name: 'phone' } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error(`${stack} was not bundled`);
  return output.output[0].code;
}
