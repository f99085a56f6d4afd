// A reporter for vitest: the results of the unit and ladder tests in the form that `npm test` sums up.

import { writeFileSync } from 'node:fs';

/**
 * @import { Reporter, TestModule } from 'vitest/node'
 * @import { Results } from './results.mjs'
 */

/** @implements {Reporter} */
export default class UnitReporter {
  /**
   * @param {ReadonlyArray<TestModule>} modules
   * @param {ReadonlyArray<{ message: string }>} errors those of no test in particular
   */
  onTestRunEnd(modules, errors) {
    const file = process.env['SIDETONE_UNIT_REPORT'];
    if (file === undefined) return;
    /** @type {Results} */
    const results = { passed: 0, failed: [], skipped: [] };
    for (const module of modules) {
      const path = module.relativeModuleId;
      for (const test of module.children.allTests()) {
        const result = test.result();
        const name = `${path}: ${test.fullName}`;
        if (result.state === 'passed') results.passed += 1;
        else if (result.state === 'failed') results.failed.push(name);
        else if (result.state === 'skipped') results.skipped.push(`${name}: ${result.note ?? 'no reason given'}`);
        else results.failed.push(`${name}: did not end`);
      }
      // A file that does not even load has no tests to fail.
      for (const error of module.errors()) results.failed.push(`${path}: ${error.message.split('\n')[0]}`);
    }
    for (const error of errors) results.failed.push(`unhandled error: ${error.message.split('\n')[0]}`);
    writeFileSync(file, JSON.stringify(results));
  }
}
