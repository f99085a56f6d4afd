import { deviates, type DispositionEntry, notOurs } from '../disposition.ts';

/** Sentences of RFC 3903 that no scenario judges, and why. */
export const DISPOSITIONS_3903: readonly DispositionEntry[] = [
  .../* @__PURE__ */ notOurs('it only says how words such as MUST are meant', ['3903-2-01']),
  .../* @__PURE__ */ notOurs('it only permits something', [
    '3903-4-01',
    '3903-4-04',
    '3903-4-05',
    '3903-4.1-04',
    '3903-4.2-04',
    '3903-4.3-03',
    '3903-4.4-04',
    '3903-5-04',
    '3903-6-13',
    '3903-6-18',
    '3903-9-01',
    '3903-10.1-04',
    '3903-14.4-05',
    '3903-14.5-01',
    '3903-14.5-04',
  ]),
  .../* @__PURE__ */ notOurs('it asks authors of event packages', [
    '3903-10-01',
    '3903-10-02',
    '3903-10.1-01',
    '3903-10.1-02',
    '3903-10.3-01',
    '3903-10.4-01',
    '3903-10.5-01',
  ]),
  .../* @__PURE__ */ deviates(
    'the server is a proxy too, and RFC 3261 §11.2 asks of a proxy to name no methods in an answer to OPTIONS',
    ['3903-7-01'],
  ),
  .../* @__PURE__ */ notOurs('S/MIME would be needed, and no keys are kept', ['3903-14.4-01', '3903-14.4-02']),
];
