import { type DispositionEntry, notOurs } from '../disposition.ts';

/** Sentences of RFC 6086 that no scenario judges, and why. */
export const DISPOSITIONS_6086: readonly DispositionEntry[] = [
  .../* @__PURE__ */ notOurs('it only says how words such as MUST are meant', ['6086-1.1-01']),
  .../* @__PURE__ */ notOurs('it only permits something', ['6086-4.2.2-04', '6086-4.3.2-03']),
  .../* @__PURE__ */ notOurs('it asks authors of Info Packages', [
    '6086-3-02',
    '6086-10.1-01',
    '6086-10.1-02',
    '6086-10.1-03',
    '6086-10.1-04',
    '6086-10.2-01',
    '6086-10.2-02',
    '6086-10.3-01',
    '6086-10.4-01',
    '6086-10.4-02',
    '6086-10.5-01',
    '6086-10.5-02',
    '6086-10.5-03',
    '6086-10.5-04',
    '6086-10.6-01',
    '6086-10.7-01',
    '6086-10.7-02',
    '6086-10.7-03',
    '6086-10.8-01',
    '6086-10.9-01',
    '6086-10.9-02',
    '6086-10.10-01',
    '6086-10.10-02',
    '6086-10.11-01',
    '6086-10.12-01',
  ]),
];
