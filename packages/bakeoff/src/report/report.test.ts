import { expect, test } from 'vitest';
import type { BakeoffReport } from '../runner/run-bakeoff.ts';
import type { ScenarioReport } from '../runner/scenario-report.ts';
import type { Verdict } from '../scenario/judgement.ts';
import { jsonReport } from './json-report.ts';
import { junitReport } from './junit-report.ts';
import { totals, totalsLine } from './totals.ts';

function played(name: string, verdict: Verdict, wire = 'x'): ScenarioReport {
  return {
    scenario: {
      id: `registrar/${name}`,
      title: `what ${name} <does>`,
      role: 'registrar',
      judges: {},
      run: () => Promise.resolve(),
    },
    protocol: 'UDP',
    verdict,
    judgements: verdict.kind === 'fail' ? verdict.failed : [],
    trace: [{ index: 0, atMs: 1.4, from: 'alice', to: 'target', protocol: 'UDP', wire, message: undefined }],
    tookMs: 1234,
  };
}

const report: BakeoffReport = {
  target: 'sip:a&b',
  tookMs: 9.9,
  rules: [],
  scenarios: [
    played('one', { kind: 'pass' }, 'SIP/2.0 200 OK\r\nAuthorization: Digest username="a", response="5ec4e7"\r\n\r\n'),
    played('two', {
      kind: 'fail',
      failed: [
        {
          requirements: ['3261-10.3-01', '3261-10.3-02'],
          holds: false,
          expected: 'a "200"',
          came: '500 REGISTER',
          at: undefined,
        },
      ],
    }),
    played('three', { kind: 'inconclusive', why: 'nobody\u0000 answered' }),
    played('four', { kind: 'not applicable', why: 'it is no registrar' }),
  ],
};

test('totals of a run', () => {
  expect(totalsLine(totals(report))).toBe('1 passed, 1 failed, 1 inconclusive, 1 not applicable');
});

test('as data: sentences, places in the trace, and no credentials', () => {
  const { scenarios } = jsonReport(report);
  expect(scenarios.map(({ why }) => why)).toEqual([
    [],
    ['RFC 3261 §10.3: expected a "200"; came 500 REGISTER.'],
    ['nobody\u0000 answered'],
    ['it is no registrar'],
  ]);
  expect(scenarios[0]?.trace[0]).toMatchObject({ atMs: 1, from: 'alice', to: 'target' });
  expect(JSON.stringify(scenarios)).not.toContain('5ec4e7');
});

test('for build servers: well formed, and what is inconclusive is no pass', () => {
  const xml = junitReport(report);
  expect(xml).toContain('<testsuites name="sip:a&amp;b">');
  expect(xml).toContain('<testsuite name="registrar" tests="4" failures="1" errors="1" skipped="1">');
  expect(xml).toContain('name="what one &lt;does&gt;" time="1.234"/>');
  expect(xml).toContain('<failure message="RFC 3261 §10.3: expected a &quot;200&quot;; came 500 REGISTER."/>');
  expect(xml).toContain('<error message="nobody answered"/>');
});
