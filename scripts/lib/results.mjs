// One sum over all suites, from the reports of vitest and Playwright.

import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Results
 * @property {number} passed
 * @property {string[]} failed one line per failure
 * @property {string[]} skipped one line per skip, with its reason
 */

/**
 * @param {string} file what unit-reporter.mjs wrote
 * @returns {Results}
 */
export function unitResults(file) {
  return readReport(file) ?? { passed: 0, failed: ['unit tests: no report was written'], skipped: [] };
}

/**
 * @typedef {{ suites: PlaywrightSuite[], errors: { message?: string }[] }} PlaywrightReport
 * @typedef {{ suites?: PlaywrightSuite[], specs: { title: string, file: string, tests: PlaywrightTest[] }[] }} PlaywrightSuite
 * @typedef {{ status: string, annotations: { type: string, description?: string }[] }} PlaywrightTest
 */

/**
 * @param {string} file the report that Playwright's JSON reporter wrote
 * @returns {Results}
 */
export function playwrightResults(file) {
  /** @type {PlaywrightReport | undefined} */
  const report = readReport(file);
  if (report === undefined) return { passed: 0, failed: ['end-to-end tests: no report was written'], skipped: [] };
  const results = nothing();
  const visit = (/** @type {PlaywrightSuite} */ suite) => {
    for (const { title, file: source, tests } of suite.specs) {
      for (const { status, annotations } of tests) {
        const name = `${source}: ${title}`;
        if (status === 'expected') results.passed += 1;
        else if (status === 'skipped') results.skipped.push(`${name}: ${skipReason(annotations)}`);
        else results.failed.push(name);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  for (const { message } of report.errors) results.failed.push(`end-to-end tests: ${firstLine(message ?? 'error')}`);
  return results;
}

/** @param {PlaywrightTest['annotations']} annotations */
function skipReason(annotations) {
  const said = annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
  return said ?? 'not run: something before it failed';
}

/** @returns {Results} */
const nothing = () => ({ passed: 0, failed: [], skipped: [] });

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @param {string} text */
const firstLine = (text) => text.trim().split('\n')[0] ?? '';
