import { deviates, type DispositionEntry, idsOf, notOurs } from '../disposition.ts';

/** Sentences of RFC 3261 that no scenario judges, and why. */
export const DISPOSITIONS_3261: readonly DispositionEntry[] = [
  .../* @__PURE__ */ notOurs(
    'it only permits something',
    idsOf(
      3261,
      `
        6-01 7.1-02 7.1-03 7.2-01 7.3.3-01 7.3.3-02 7.4-01 7.4-02 7.4.1-03 7.4.1-05 8.1.1.1-04 8.1.1.4-05 8.1.1.10-01
        8.1.2-04 8.1.3.4-04 8.1.3.4-05 8.1.3.4-09 8.1.3.4-10 8.2.2.1-01 8.2.4-03 8.3-03 10.1-02 10.2-01 10.2-05
        10.2-10 10.2-13 10.2.1-01 10.2.1-02 10.2.1.1-01 10.2.4-02 10.2.5-01 10.2.6-02 10.3-02 10.3-11 10.3-24 11-02
        11-03 11.1-01 11.2-04 11.2-05 12.1-01 12.2-01 12.2-02 12.2.2-01 13.2.1-04 13.2.1-05 13.2.1-07 13.2.1-08
        13.2.2-01 13.3.1-02 13.3.1-03 13.3.1.1-01 14.1-01 14.1-03 14.1-07 14.1-08 14.2-07 14.2-08 15-05 16.1-01
        16.1-03 16.1-05 16.1-06 16.1-08 16.3-10 16.3-13 16.5-03 16.5-07 16.5-10 16.5-11 16.6-01 16.6-02 16.6-03
        16.6-04 16.6-05 16.6-17 16.6-20 16.6-27 16.6-29 16.6-30 16.6-32 16.6-33 16.6-34 16.6-39 16.6-45 16.7-25
        16.7-35 16.7-41 16.10-01 16.10-03 16.11-11 17.1.1.3-07 17.1.1.3-09 18-04 19.1.1-01 19.1.1-03 19.1.1-05
        19.1.1-11 20-04 20.6-01 20.12-03 20.12-04 20.18-01 20.18-02 20.25-01 20.31-01 21.1-01 21.1-02 21.1-03 21.1-04
        21.1-05 21.1-06 21.3-01 21.3-03 21.3-04 21.3-08 21.3-10 21.4-06 21.4-08 21.4-15 21.4-18 21.4-20 21.4-22
        21.4-24 21.5-01 21.5-02 21.5-03 21.5-07 21.6-01 21.6-02 21.6-03 21.6-04 22-01 22.1-06 22.1-07 22.2-01 22.2-05
        22.2-06 22.2-07 22.3-01 22.3-06 22.3-10 22.3-15 22.3-17 22.4-04 25.1-01 26.2.1-03 26.3.1-04 26.3.1-07
        26.3.1-09 26.3.2-01 26.3.2.2-01 26.3.2.2-10 26.3.2.3-03 26.4.4-02 26.4.4-04 26.5-02 27.3-01
      `,
    ),
  ),
  .../* @__PURE__ */ notOurs(
    'S/MIME would be needed, and no keys are kept',
    idsOf(
      3261,
      `
        23.1-01 23.1-02 23.1-03 23.1-04 23.1-05 23.1-06 23.2-01 23.2-02 23.2-03 23.2-04 23.2-05 23.2-06 23.2-07
        23.2-08 23.2-09 23.2-10 23.2-11 23.2-12 23.2-13 23.2-14 23.2-15 23.2-16 23.2-17 23.2-18 23.2-19 23.2-21
        23.2-22 23.2-23 23.2-24 23.3-01 23.3-02 23.3-03 23.3-04 23.3-05 23.3-06 23.3-07 23.3-08 23.3-09 23.4-01
        23.4-02 23.4.1-01 23.4.1.1-01 23.4.1.1-02 23.4.1.2-01 23.4.1.2-02 23.4.1.2-03 23.4.1.2-04 23.4.1.2-05
        23.4.1.2-06 23.4.2-01 23.4.2-02 23.4.2-03 23.4.2-04 23.4.2-05 23.4.2-06 23.4.3-01 23.4.3-02 21.4-25 26.3.1-12
        26.3.1-13 26.3.1-14 26.3.2.3-04 26.4.2-01
      `,
    ),
  ),
  .../* @__PURE__ */ notOurs(
    'it asks people: who write specifications, choose names or run networks',
    idsOf(
      3261,
      `
        3-01 8.1.1.1-02 8.1.2-06 16.6-35 16.6-46 16.6-47 17.1.1.2-10 17.1.1.2-11 18.1.1-07 19.1.1-06 20.26-02 22.1-02
        22.1-03 22.1-04 22.1-05 26.3.1-03 26.3.1-11 26.3.2.4-01 27.1-01 27.1-02
      `,
    ),
  ),
  .../* @__PURE__ */ notOurs('it asks what a person is shown or can switch, and no message tells', [
    '3261-20.4-01',
    '3261-20.9-01',
    '3261-22.1-12',
    '3261-26.4.4-01',
    '3261-26.4.4-03',
  ]),
  .../* @__PURE__ */ notOurs(
    'it asks stateless user agent servers: no message tells them from others, and ours has state',
    ['3261-8.2.7-01', '3261-8.2.7-02', '3261-8.2.7-03', '3261-8.2.7-04', '3261-8.2.7-05'],
  ),
  .../* @__PURE__ */ notOurs(
    'it asks stateless proxies: no message tells them from others, and ours has state where it forwards requests with answers',
    idsOf(
      3261,
      `
        16.1-09 16.11-01 16.11-02 16.11-03 16.11-04 16.11-05 16.11-06 16.11-07 16.11-08 16.11-09 16.11-10 16.11-13
        16.11-14 16.11-15 16.11-16
      `,
    ),
  ),
  .../* @__PURE__ */ notOurs(
    'it asks proxies that follow redirections or translate schemes, and ours passes both on',
    idsOf(3261, '16.7-07 16.7-08 16.7-09 16.7-10 16.7-11 16.7-12'),
  ),
  .../* @__PURE__ */ notOurs('it asks proxies whose users may have alike addresses, and ours are unlike', [
    '3261-16.5-05',
    '3261-16.5-06',
  ]),
  .../* @__PURE__ */ notOurs('it asks proxies that send requests through others or stay in every dialog by policy', [
    '3261-16.6-28',
    '3261-16.6-36',
    '3261-16.6-37',
    '3261-16.6-40',
  ]),
  .../* @__PURE__ */ notOurs('there is nothing in a 1xx or 2xx to be gathered, and Record-Route is not rewritten', [
    '3261-16.7-18',
  ]),
  .../* @__PURE__ */ notOurs('it asks how a branch is made up inside, and no message tells', [
    '3261-16.6-55',
    '3261-16.11-12',
  ]),
  .../* @__PURE__ */ notOurs('multicast would be needed, and nothing is sent or taken by it', [
    '3261-18.1.1-05',
    '3261-18.1.1-13',
    '3261-18.2.2-06',
    '3261-19.1.1-09',
  ]),
  .../* @__PURE__ */ notOurs('it asks for schemes without realms, and digest is the only scheme', [
    '3261-22.3-12',
    '3261-22.3-13',
  ]),
  .../* @__PURE__ */ notOurs('the system keeps these errors of the network from programs', ['3261-18.4-02']),
  .../* @__PURE__ */ deviates(
    'a 2xx leads to the state accepted and not to the end',
    ['3261-17.1.1.2-24', '3261-17.2.1-07'],
    'RFC 6026',
  ),
  .../* @__PURE__ */ deviates('a response of no known transaction is not forwarded', ['3261-16.7-01'], 'RFC 6026'),
  .../* @__PURE__ */ deviates(
    'a response that cannot be sent leaves the server transaction as it is',
    ['3261-17.2.4-01'],
    'RFC 6026',
  ),
  .../* @__PURE__ */ deviates(
    'a proxy that can fork has to find loops and refuse them',
    ['3261-16.3-12', '3261-16.3-14'],
    'RFC 5393',
  ),
  .../* @__PURE__ */ deviates(
    'two Record-Routes, one for each side, need no rewriting',
    ['3261-16.6-26', '3261-16.7-36', '3261-16.7-37', '3261-16.7-38', '3261-16.7-39', '3261-16.7-40'],
    'RFC 5658',
  ),
  .../* @__PURE__ */ deviates(
    'cipher suites of 2002 are weak by now',
    ['3261-26.2.1-01', '3261-26.2.1-02', '3261-26.2.2-01'],
    'RFC 9325',
  ),
  .../* @__PURE__ */ deviates(
    'a path that is lost is sought anew by an ICE restart, which is a re-INVITE',
    ['3261-14-01'],
    'RFC 8839',
  ),
  .../* @__PURE__ */ deviates('a redirection from sips to less is not followed, so there is nobody to warn', [
    '3261-8.1.3.4-03',
  ]),
  .../* @__PURE__ */ deviates('maddr of a Via is passed over, since it would let anyone aim our responses at others', [
    '3261-18.2.2-05',
  ]),
  .../* @__PURE__ */ deviates(
    'a REGISTER for another domain is refused: requests leave the own domains only along routes that were made here',
    ['3261-10.3-08'],
  ),
  .../* @__PURE__ */ deviates('listeners stay on loopback until they are told otherwise', ['3261-18.2.1-02']),
  .../* @__PURE__ */ notOurs(
    'it asks who knows of all devices of the callee, and a user agent of ours knows itself only',
    ['3261-13.3.1.3-02', '3261-21.4-23'],
  ),
  .../* @__PURE__ */ deviates(
    'to another method than INVITE only a 100 is sent, and over UDP only when the answer takes long',
    ['3261-17.2.2-01', '3261-17.2.2-02', '3261-17.2.2-03'],
    'RFC 4320',
  ),
  .../* @__PURE__ */ notOurs('only who sends a request knows what it insists on', [
    '3261-8.1.1.9-03',
    '3261-8.1.1.9-04',
  ]),
  .../* @__PURE__ */ notOurs('nobody can ask a user agent for a re-INVITE without an offer, and ours sends none', [
    '3261-14.2-12',
  ]),
  .../* @__PURE__ */ notOurs('the credentials that a target is told are those of its own realm, which it may keep', [
    '3261-22.3-09',
  ]),
  .../* @__PURE__ */ notOurs('it asks for a setting of the program, which no message shows', [
    '3261-20.35-01',
    '3261-20.41-01',
  ]),
  .../* @__PURE__ */ deviates(
    'the phrase of a 480 is fixed: phones show words of their own, in the language of who reads them',
    ['3261-21.4-17'],
  ),
  .../* @__PURE__ */ deviates(
    'a number is in lower case, with its parameters in the order of RFC 3966 §3, which has no post-dial',
    ['3261-19.1.6-01'],
    'RFC 3966',
  ),
];
