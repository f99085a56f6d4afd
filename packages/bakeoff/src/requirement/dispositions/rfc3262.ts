import { type DispositionEntry, notOurs } from '../disposition.ts';

/** Sentences of RFC 3262 that no scenario judges, and why. */
export const DISPOSITIONS_3262: readonly DispositionEntry[] = [
  .../* @__PURE__ */ notOurs('it only says how words such as MUST are meant', ['3262-2-01']),
  .../* @__PURE__ */ notOurs('it only permits something', [
    '3262-3-01',
    '3262-3-13',
    '3262-3-14',
    '3262-3-19',
    '3262-4-07',
    '3262-4-14',
    '3262-4-15',
    '3262-5-01',
    '3262-5-04',
  ]),
  .../* @__PURE__ */ notOurs('it cannot be observed: two billion responses would have to go out first', ['3262-3-23']),
];
