import { type Locator, type Page, expect } from '@playwright/test';

/** The softphone as a person uses it: everything is found by role and name. */
export class Softphone {
  readonly page: Page;
  readonly main: Locator;
  readonly incoming: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('region', { name: 'Conversation' });
    this.incoming = page.getByRole('alertdialog');
  }

  async signInAsDemo(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Continue as ${name}` }).click();
    await this.expectSignedIn(name);
  }

  async signIn(user: string, password: string, domain = 'localhost'): Promise<void> {
    const other = this.page.getByRole('button', { name: 'Use another account' });
    const field = this.page.getByLabel('Name', { exact: true });
    await expect(other.or(field).first()).toBeVisible();
    if (await other.isVisible()) await other.click();
    await field.fill(user);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByLabel('Domain').fill(domain);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async expectSignedIn(name: string): Promise<void> {
    await expect(
      this.page.getByRole('button', { name: new RegExp(`^${name}, .*Change your status`, 'i') }),
    ).toBeVisible();
  }

  /** The row of a person in the list. Its name holds the presence. */
  person(name: string): Locator {
    return this.page.getByRole('link', { name: new RegExp(name) });
  }

  async addPerson(address: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add someone' }).click();
    await this.page.getByRole('dialog').getByLabel('Address').fill(address);
    await this.page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  }

  async expectPresence(name: string, status: string | RegExp, limitMs = 10_000): Promise<void> {
    const pattern = typeof status === 'string' ? new RegExp(`${name}.*${status}`) : status;
    await expect(this.page.getByRole('link', { name: pattern })).toBeVisible({ timeout: limitMs });
  }

  async setStatus(status: 'Available' | 'Busy' | 'Away', note?: string): Promise<void> {
    await this.page.getByRole('button', { name: /Change your status/ }).click();
    const menu = this.page.getByRole('dialog', { name: 'Your status' });
    await menu.getByRole('radio', { name: new RegExp(`^${status}`) }).check();
    if (note !== undefined) {
      await menu.getByLabel('Note').fill(note);
      await menu.getByRole('button', { name: 'Save' }).click();
    } else {
      await this.page.keyboard.press('Escape');
    }
    await expect(menu).toBeHidden();
  }

  /** Types an address into the dial box and calls it. */
  async dial(address: string, video = false, topic?: { subject: string; priority?: string }): Promise<void> {
    await this.page.getByLabel('Search, or an address to call').fill(address);
    if (topic !== undefined) {
      await this.page.getByText('Subject and priority').click();
      await this.page.getByLabel('Subject', { exact: true }).fill(topic.subject);
      await this.page.getByLabel('Priority').selectOption(topic.priority ?? 'Normal');
    }
    await this.page
      .getByRole('search')
      .getByRole('button', { name: video ? 'Video call' : 'Call', exact: true })
      .click();
  }

  async answer(video = false): Promise<void> {
    await this.incoming.getByRole('button', { name: video ? 'Answer with video' : 'Answer', exact: true }).click();
  }

  async decline(): Promise<void> {
    await this.incoming.getByRole('button', { name: 'Decline' }).click();
  }

  /** Presses a control of the call, which stands in its bar or in its menu. */
  async control(name: string): Promise<void> {
    const inBar = this.main.getByRole('toolbar').getByRole('button', { name, exact: true });
    if (await inBar.isVisible()) return inBar.click();
    await this.main.getByRole('button', { name: 'More' }).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
  }

  /** Sends the other end to whom is typed. */
  async transfer(target: string): Promise<void> {
    await this.control('Transfer');
    const dialog = this.page.getByRole('dialog', { name: /^Transfer/ });
    await dialog.getByRole('combobox').fill(target);
    await this.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  }

  /** Chooses among the devices of a kind; the sheet of devices is open. */
  device(kind: 'Microphone' | 'Camera' | 'Speaker'): Locator {
    return this.page.getByRole('dialog', { name: 'Devices' }).getByLabel(kind);
  }

  async hangUp(): Promise<void> {
    await this.main.getByRole('button', { name: 'Hang up' }).click();
  }

  /** A running call shows its duration. */
  async expectInCall(name: string): Promise<void> {
    await expect(this.main.getByRole('region', { name: `Call with ${name}` })).toBeVisible();
    await expect(this.main.getByRole('timer')).toBeVisible({ timeout: 15_000 });
  }

  async expectOutcome(sentence: string | RegExp, limitMs = 15_000): Promise<void> {
    await expect(this.main.getByText(sentence)).toBeVisible({ timeout: limitMs });
  }

  async closeEndedCall(): Promise<void> {
    await this.main.getByRole('button', { name: 'Close' }).click();
  }

  async openChat(name: string): Promise<void> {
    await this.person(name).click();
    await expect(this.page.getByLabel(`Message to ${name}`)).toBeVisible();
  }

  async write(name: string, text: string): Promise<void> {
    const field = this.page.getByLabel(`Message to ${name}`);
    await field.fill(text);
    await field.press('Enter');
  }

  chat(name: string): Locator {
    return this.page.getByRole('log', { name: `Messages with ${name}` });
  }
}
