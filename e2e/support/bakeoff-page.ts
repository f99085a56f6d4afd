import { readFile } from 'node:fs/promises';
import { type Locator, type Page, expect } from '@playwright/test';

/** What the saved report says of a scenario, as far as a test looks at it. */
export interface SavedResult {
  readonly id: string;
  readonly verdict: string;
  readonly why: readonly string[];
}

/** The page /bakeoff as a person uses it. */
export class BakeoffPage {
  readonly page: Page;
  readonly results: Locator;
  readonly detail: Locator;

  constructor(page: Page) {
    this.page = page;
    this.results = page.getByRole('region', { name: 'Results' });
    this.detail = page.getByRole('region', { name: 'Result', exact: true });
  }

  /** Leaves only these roles chosen. */
  async chooseRoles(names: readonly string[]): Promise<void> {
    for (const role of await this.page.getByRole('group', { name: 'What the server is' }).getByRole('checkbox').all()) {
      const label = await role.evaluate((box) => box.closest('label')?.textContent ?? '');
      await role.setChecked(names.some((name) => label.startsWith(name)));
    }
  }

  async run(): Promise<void> {
    await this.page.getByRole('button', { name: /^Run/ }).click();
  }

  async expectDone(limitMs: number): Promise<void> {
    await expect(this.page.getByText(/^.*Done: \d+ passed/)).toBeVisible({ timeout: limitMs });
  }

  result(title: string | RegExp): Locator {
    return this.results.getByRole('link', { name: title });
  }

  messages(): Locator {
    return this.detail.getByRole('list', { name: 'Messages' });
  }

  async saved(format: 'JSON' | 'JUnit XML'): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: format }).click();
    return readFile(await (await download).path(), 'utf8');
  }

  async savedResults(): Promise<readonly SavedResult[]> {
    return (JSON.parse(await this.saved('JSON')) as { scenarios: readonly SavedResult[] }).scenarios;
  }
}
