import { deviates, type DispositionEntry, notOurs } from '../disposition.ts';

/** Sentences of RFC 3428 that no scenario judges, and why. */
export const DISPOSITIONS_3428: readonly DispositionEntry[] = [
  .../* @__PURE__ */ notOurs('it sums up another document', ['3428-1-01']),
  .../* @__PURE__ */ notOurs('it only permits something', [
    '3428-4-03',
    '3428-4-07',
    '3428-5-02',
    '3428-6-01',
    '3428-9-01',
  ]),
  .../* @__PURE__ */ notOurs('it forbids a belief, which no message shows', ['3428-4-04', '3428-4-06']),
  .../* @__PURE__ */ notOurs('it leaves to a policy of its own what is done', ['3428-7-08']),
  .../* @__PURE__ */ deviates(
    'messages may have 48,000 bytes: above the size limit they go over TCP or WebSocket at each of our hops',
    ['3428-8-02'],
  ),
  .../* @__PURE__ */ notOurs('S/MIME would be needed, and no keys are kept', [
    '3428-11-01',
    '3428-11.3-01',
    '3428-11.3-03',
    '3428-11.4-01',
  ]),
  .../* @__PURE__ */ notOurs('it asks authors of body types', ['3428-11.3-02']),
  .../* @__PURE__ */ deviates(
    'messages that a server has kept come late, and without a signature their Date proves nothing',
    ['3428-11.4-02'],
  ),
  .../* @__PURE__ */ notOurs('it asks what a person is shown, and no message tells', ['3428-7-09', '3428-11.4-03']),
];
