import { type DispositionEntry, notOurs } from '../disposition.ts';

/** Sentences of RFC 3966 that no scenario judges, and why. */
export const DISPOSITIONS_3966: readonly DispositionEntry[] = [
  .../* @__PURE__ */ notOurs('it only says how words such as MUST are meant', ['3966-2-01']),
  .../* @__PURE__ */ notOurs('it only permits something', ['3966-5.1.1-01', '3966-5.2-01']),
  .../* @__PURE__ */ notOurs('nobody else can tell whether a number has a global form', [
    '3966-5.1-01',
    '3966-5.1.4-02',
    '3966-5.1.5-01',
    '3966-5.1.5-02',
    '3966-9-02',
  ]),
  .../* @__PURE__ */ notOurs('it asks people who assign numbers', [
    '3966-5.1.4-01',
    '3966-5.1.5-04',
    '3966-5.1.5-05',
    '3966-5.1.5-06',
  ]),
  .../* @__PURE__ */ notOurs('it asks authors of web pages', ['3966-8-01', '3966-8-02']),
  .../* @__PURE__ */ notOurs('it asks for the consent of a person, which no message shows', ['3966-11-01']),
  .../* @__PURE__ */ notOurs('nobody else can tell whether a user agent understands a context', ['3966-5.1.5-07']),
  .../* @__PURE__ */ notOurs('it asks dial plans that make tel URIs of digits; ours makes SIP URIs of its own domain', [
    '3966-9-04',
  ]),
];
