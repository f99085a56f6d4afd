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
const TABLES = 'packages/sip/src/transaction/tables.test.ts';

/** Sentences that are judged by a test in place of a scenario. */
export const JUDGING_TESTS: readonly JudgingTest[] = [
  byTest(TABLES, 'INVITE client transaction (RFC 3261 figure 5, RFC 6026 §7.2)', [
    '3261-13.2.2-02',
    '3261-17.1.1.2-01',
    '3261-17.1.1.2-05',
    '3261-17.1.1.2-13',
    '3261-17.1.1.2-16',
    '3261-17.1.1.2-17',
    '3261-17.1.1.2-18',
    '3261-17.1.1.2-19',
    '3261-17.1.1.2-21',
    '3261-17.1.1.2-22',
    '3261-17.1.1.2-23',
    '3261-17.1.1.2-25',
    '3261-17.1.4-01',
  ]),
  byTest(TABLES, 'non-INVITE client transaction (RFC 3261 figure 6)', [
    '3261-17.1.2.2-01',
    '3261-17.1.2.2-04',
    '3261-17.1.2.2-05',
    '3261-17.1.2.2-06',
    '3261-17.1.2.2-08',
    '3261-17.1.2.2-09',
    '3261-17.1.2.2-10',
    '3261-17.1.2.2-11',
    '3261-17.1.2.2-12',
    '3261-17.1.4-01',
  ]),
  byTest(TABLES, 'INVITE server transaction (RFC 3261 figure 7, RFC 6026 §7.1 and §8.8)', [
    '3261-17.2.1-09',
    '3261-17.2.1-11',
    '3261-17.2.1-12',
    '3261-17.2.1-13',
    '3261-17.2.1-14',
  ]),
  byTest(TABLES, 'non-INVITE server transaction (RFC 3261 figure 8, RFC 6026 §8.8, RFC 4320 §4)', [
    '3261-17.2.2-04',
    '3261-17.2.2-06',
    '3261-17.2.2-08',
    '3261-17.2.2-09',
    '3261-17.2.2-10',
  ]),
  byTest('packages/sip/src/grammar/uri-equality.test.ts', '%s is not %s', ['3261-19.1.4-01']),
  byTest(
    'packages/server/test/traces/registration.test.ts',
    'are not changed when the store fails, and the request fails with 500',
    ['3261-10.3-31'],
  ),
  byTest(`${TRACES}/rfc6337.test.ts`, 'ours: %s gets %s, and all is as before', ['3261-14.1-09']),
  byTest(`${TRACES}/sessions.test.ts`, 'one that changes nothing gets the answer it had', ['3261-14.2-03']),
  byTest(`${TRACES}/sessions.test.ts`, 'the other end holds and resumes', ['3261-14.2-04']),
  byTest(
    `${TRACES}/sessions.test.ts`,
    'media restarts: the other end meets a new fingerprint with a new endpoint, and stays muted',
    ['3261-15-01'],
  ),
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
  byTest(`${TRACES}/calls.test.ts`, 'a call that is answered and hung up (after RFC 3665 §3.1)', ['3261-15.1.2-03']),
  byTest(
    `${TRACES}/transactions-over-udp.test.ts`,
    'every 2xx is passed up, those of forks too, for 64*T1; then they are strays',
    ['3261-18.1.2-03'],
  ),
  byTest(
    `${TRACES}/calls.test.ts`,
    'who hangs up is done with the sound at once, whatever becomes of the BYE (§15.1.1)',
    ['3261-15.1.1-01'],
  ),
  byTest(
    'packages/server/test/traces/presence.test.ts',
    'a publication that the store does not take fails with 500, and changes nothing',
    ['3903-6-22'],
  ),
];
