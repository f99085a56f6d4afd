import type { RequirementId } from './requirement.ts';

/**
 * A test of the project that judges sentences which no wire can show: about state within, about what is told to an
 * application. It judges our own stack only.
 */
export interface JudgingTest {
  /** From the root of the repository. */
  readonly file: string;
  /** Its title, as it stands in the file. */
  readonly title: string;
  /** It fails when one of these is not followed. */
  readonly judges: readonly RequirementId[];
}

function byTest(file: string, title: string, judges: readonly RequirementId[]): JudgingTest {
  return { file, title, judges };
}

const TRACES = 'packages/sip/test/traces';

/** Sentences that are judged by a test in place of a scenario. */
export const JUDGING_TESTS: readonly JudgingTest[] = [
  byTest(`${TRACES}/reliable-provisionals.test.ts`, 'acknowledges each once, in order', [
    '3262-4-09',
    '3262-4-10',
    '3262-4-11',
    '3262-4-12',
  ]),
  byTest(`${TRACES}/rfc6337.test.ts`, '3: offer in INVITE, answer in a reliable 1xx', ['3262-5-06']),
  byTest(`${TRACES}/messages.test.ts`, 'answered %s', ['3428-4-05']),
  byTest(`${TRACES}/messages.test.ts`, '§7: Expires counts from Date, else from now', ['3428-7-06', '3428-7-07']),
  byTest(
    `${TRACES}/refer.test.ts`,
    'the person thinks longer than a request waits: 202 first, the decision later (RFC 3515 §2.4.2)',
    ['3515-2.4.2-01'],
  ),
  byTest('packages/sip/src/grammar/tel-uri.test.ts', '%s is written as it was', ['3966-3-01', '3966-5.1-03']),
  byTest('packages/sip/src/grammar/tel-uri.test.ts', 'nothing that is written ends it', ['3966-3-02']),
  byTest('packages/sip/src/grammar/tel-uri.test.ts', 'its parameters are written in the order of RFC 3966 §3', [
    '3966-3-04',
  ]),
  byTest(`${TRACES}/subscriptions.test.ts`, '204 says that no NOTIFY follows (RFC 5839)', ['6665-4.1.2.2-02']),
  byTest(`${TRACES}/subscriptions.test.ts`, '%s is final', ['6665-4.1.3-06']),
];
