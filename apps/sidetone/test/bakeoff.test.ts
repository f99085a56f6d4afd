import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSipUri, parseUri, UserAgent } from '@sidetone/sip';
import { createNodeRuntime, openUdp } from '@sidetone/sip/node';
import { FakeMediaFactory } from '@sidetone/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../src/command-line.ts';

const directory = mkdtempSync(join(tmpdir(), 'sidetone-bakeoff-'));
let agent: UserAgent;
let target: string;

beforeAll(async () => {
  const transport = await openUdp({ host: '127.0.0.1', port: 0 });
  const aor = parseUri('sip:bob@127.0.0.1');
  if (!aor.ok || !isSipUri(aor.value)) throw new Error('no address');
  agent = new UserAgent(createNodeRuntime(), {
    transport,
    aor: aor.value,
    instanceId: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    regId: 1,
    media: new FakeMediaFactory('bob'),
    userAgentName: 'Sidetone/test',
  });
  agent.onIncomingCall = (call) => void call.accept({ audio: true, video: false });
  target = `sip:bob@127.0.0.1:${transport.local.port}`;
});

afterAll(async () => {
  await agent.stop();
  rmSync(directory, { recursive: true });
});

async function bakeoff(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const status = await runCommandLine(
    ['bakeoff', ...args],
    {},
    {
      stdout: { write: (text: string) => (written.stdout += text) },
      stderr: { write: (text: string) => (written.stderr += text) },
    },
  );
  return { status, ...written };
}

describe('sidetone bakeoff against a user agent on a real socket', () => {
  test('verdicts, sums, reports, exit status', async () => {
    const json = join(directory, 'report.json');
    const junit = join(directory, 'report.xml');
    const ids = ['answering/bye-ends-call', 'answering/options-lists-abilities'];
    const only = ids.flatMap((id) => ['--only', id]);
    const { status, stdout } = await bakeoff(target, ...only, '--json', json, '--junit', junit);
    expect(stdout.split('\n')).toEqual([
      ...ids.map((id) => expect.stringMatching(new RegExp(`^pass +${id}: `))),
      '',
      expect.stringMatching(/^2 passed, 0 failed, 0 inconclusive, 0 not applicable in [\d.]+ s$/),
      '',
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ target, totals: { pass: 2, fail: 0 } });
    expect(readFileSync(junit, 'utf8')).toContain('<testsuite name="answering" tests="2" failures="0"');
    expect(agent.load.calls).toBe(0);
  });

  test('what nobody can do is inconclusive, with an exit status of its own', async () => {
    const { status, stdout } = await bakeoff(target, '--only', 'calling/invite-has-what-it-needs', '--role', 'calling');
    expect(stdout).toContain('nobody was there to place a call with the target');
    expect(status).toBe(3);
  });

  test('a list of what would be played', async () => {
    const { status, stdout } = await bakeoff(target, '--list', '--only', '3261-15.1.2');
    expect(stdout).toContain('answering/bye-ends-call: BYE is answered 200, and the dialog is gone\n');
    expect(status).toBe(0);
  });
});

describe('a mistake is one line on stderr and status 2', () => {
  test.each([
    [['sip:a', 'sip:b'], 'there is one TARGET: sip:a; "sip:b" is a second one'],
    [['http://x'], 'TARGET: "http://x" is not valid; it takes sip:'],
    [['sips:x'], 'TARGET: "sips:x" is not valid; it takes sip:'],
    [['sip:x', '--colour'], 'unknown option --colour; sidetone bakeoff --help lists them all'],
    [['sip:x', '--role', 'king'], '--role: "king" is not valid; it takes answering, calling,'],
    [['sip:x', '--user', 'secret'], '--user: it takes NAME:PASSWORD'],
    [['sip:x', '--only', 'nothing-like-it'], 'no scenario is like that; sidetone bakeoff TARGET --list lists them'],
    [['sip:nowhere.invalid', '--role', 'answering'], 'TARGET: there is no host nowhere.invalid'],
  ])('%j', async (args, line) => {
    const { status, stderr } = await bakeoff(...args);
    expect(stderr).toContain(`sidetone: ${line}`);
    expect(status).toBe(2);
  });
});

test('--help lists the options', async () => {
  const { status, stdout } = await bakeoff('--help');
  expect(stdout).toContain('--junit FILE');
  expect(status).toBe(0);
});
