import { noon } from '@sidetone/phone/fixtures';
import type { JudgedRequirement, Result } from '../bakeoff/result.ts';
import type { Run } from '../bakeoff/run.ts';
import { type Settings, WEB_ROLES } from '../bakeoff/settings.ts';
import { ladderFixtures } from './ladder-fixtures.ts';

const url = 'ws://127.0.0.1:5080/sip';

const account = (user: string): Settings['accounts'][number] => ({ user, password: `${user}-demo` });

export const settingsFixtures = {
  own: {
    url,
    domain: 'localhost',
    accounts: ['alice', 'bob', 'carol', 'dave'].map(account),
    roles: WEB_ROLES,
    filter: '',
  },
  empty: { url: '', domain: '', accounts: [], roles: WEB_ROLES, filter: '' },
  foreign: {
    url: 'wss://sip.a-rather-long-host-name.example.com:8443/webrtc/sip',
    domain: 'example.com',
    accounts: [account('ann'), { user: '', password: '' }],
    roles: ['registrar', 'proxy'],
    filter: '3261-10.3',
  },
} satisfies Readonly<Record<string, Settings>>;

const requirement = (id: string, asks: string, outcome: JudgedRequirement['outcome'] = 'holds'): JudgedRequirement => {
  const [rfc = '', section = ''] = id.split('-');
  return { id, citation: `RFC ${rfc} §${section}`, level: 'MUST', asks, outcome };
};

const trace: Result['trace'] = ladderFixtures.two.messages.map(({ atMs, from, to, protocol, text }) => ({
  atMs,
  from,
  to,
  protocol,
  text,
}));

const passed = (id: string, title: string): Result => ({
  id,
  title,
  role: id.split('/', 1)[0] ?? '',
  protocol: 'WS',
  verdict: 'pass',
  why: [],
  judgements: [],
  trace,
  tookMs: 41,
  requirements: [
    requirement('3261-10.3-05', 'list every binding of the address of record in the 200, each with its expiry'),
  ],
});

const expectation = 'the 200 of the branch that answered';
const wrong = `RFC 3261 §16.7: expected ${expectation}; came 486 INVITE.`;
const failed: Result = {
  ...passed('proxy/best-response', 'The answer of one branch goes to the caller, whatever the others say'),
  verdict: 'fail',
  why: [wrong],
  judgements: [
    { requirements: ['3261-16.7-22'], holds: false, expected: expectation, came: '486 INVITE', at: 9 },
    { requirements: ['3261-16.7-04'], holds: true, expected: 'no 100 passed on', came: '180 INVITE', at: 5 },
  ],
  trace: ladderFixtures.marked.messages.map(({ atMs, from, to, protocol, text }) => ({
    atMs,
    from,
    to,
    protocol,
    text,
  })),
  tookMs: 6_204,
  requirements: [
    requirement('3261-16.7-22', 'forward every 2xx to INVITE, also after another final response', 'fails'),
    requirement('3261-16.7-04', 'keep 100 responses to itself'),
    requirement('3261-16.10-03', 'cancel the branches that are still pending', 'open'),
  ],
};

const inconclusive: Result = {
  ...passed('registrar/refuses-others-bindings', 'Nobody changes the bindings of somebody else'),
  verdict: 'inconclusive',
  why: ['2 accounts at the target are needed, and fewer were given'],
  trace: [],
  requirements: [requirement('3261-10.3-03', 'refuse who may not change these bindings with 403', 'open')],
};

const notApplicable: Result = {
  ...passed('registrar/serves-in-order', 'Requests of one connection are served in the order in which they came'),
  verdict: 'not applicable',
  why: ['the target is not reached over TCP'],
  trace: [],
};

const results: readonly Result[] = [
  passed('gateway/ping-is-answered', 'A keep-alive is answered with a pong'),
  passed('gateway/one-message-a-frame', 'Every frame that comes holds one whole message'),
  passed('registrar/lists-every-binding', 'The 200 to REGISTER lists every binding with its expiry'),
  passed('registrar/star-removes-bindings', 'Contact: * with Expires: 0 removes all bindings'),
  inconclusive,
  notApplicable,
  failed,
  passed('proxy/adds-via', 'A request that is passed on has the Via of the proxy on top'),
];

const { role: _none, protocol: _neither, ...rule } = failed;

const ruleResult: Result = {
  ...rule,
  id: 'rules/max-forwards',
  title: 'Every request has a Max-Forwards, of 70 where the element starts it',
  verdict: 'pass',
  why: [],
  judgements: [],
  requirements: [requirement('3261-8.1.1.6-01', 'put Max-Forwards into every request')],
};

const report = { target: url, scenarios: [], rules: [], tookMs: 92_000 };
const progress = { url, total: 48, done: results.length, results };

/** Every state of a run. */
export const runFixtures = {
  none: { kind: 'none' },
  checking: { kind: 'checking', url },
  unreachable: { kind: 'refused', problem: { kind: 'unreachable', url, origin: 'https://phone.example.com' } },
  wrongPassword: { kind: 'refused', problem: { kind: 'wrong-password', user: 'ann', domain: 'example.com' } },
  badUrl: { kind: 'refused', problem: { kind: 'bad-url' } },
  running: {
    kind: 'running',
    sinceMs: noon - 27_000,
    current: 'A call that nobody answers ends with 408 when timer C fires',
    ...progress,
  },
  stopping: { kind: 'stopping', sinceMs: noon - 27_000, current: '', ...progress },
  done: { kind: 'done', tookMs: 92_000, report, ...progress, done: 48, results: [...results, ruleResult] },
} satisfies Readonly<Record<string, Run>>;
