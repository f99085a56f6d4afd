import { type DispositionEntry, notOurs } from '../disposition.ts';

/** Sentences of RFC 3311 that no scenario judges, and why. */
export const DISPOSITIONS_3311: readonly DispositionEntry[] = [
  .../* @__PURE__ */ notOurs('it only says how words such as MUST are meant', ['3311-2-01']),
  .../* @__PURE__ */ notOurs('it only permits something', ['3311-5.1-01', '3311-5.1-03']),
  .../* @__PURE__ */ notOurs('no other end can tell that a person would have to be asked', [
    '3311-5.2-08',
    '3311-5.2-09',
  ]),
];
