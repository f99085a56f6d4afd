import { type DispositionEntry, notOurs } from '../disposition.ts';

/** Sentences of RFC 3515 that no scenario judges, and why. */
export const DISPOSITIONS_3515: readonly DispositionEntry[] = [
  .../* @__PURE__ */ notOurs('it only permits something', [
    '3515-2-01',
    '3515-2.1-01',
    '3515-2.3-01',
    '3515-2.4.2-03',
    '3515-2.4.2-05',
    '3515-2.4.5-03',
    '3515-2.4.5-04',
    '3515-2.4.6-02',
    '3515-3.4-02',
    '3515-3.4-03',
    '3515-3.9-01',
  ]),
  .../* @__PURE__ */ notOurs('nobody can ask a user agent for a SUBSCRIBE of a referral, and ours sends none', [
    '3515-2.4.6-03',
  ]),
];
