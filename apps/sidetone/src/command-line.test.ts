import { describe, expect, test } from 'vitest';
import { runCommandLine } from './command-line.ts';

async function run(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const status = await runCommandLine(
    args,
    {},
    {
      stdout: { write: (text: string) => (written.stdout += text) },
      stderr: { write: (text: string) => (written.stderr += text) },
    },
  );
  return { status, ...written };
}

describe('a mistake is one line on stderr and status 2', () => {
  test.each([
    [[], 'name a command: serve, gateway, server, bakeoff; sidetone --help says more'],
    [['--demo'], 'name a command: serve, gateway, server, bakeoff; sidetone --help says more'],
    [['bake'], 'unknown command "bake"; sidetone --help lists them'],
    [['bakeoff'], 'sidetone bakeoff needs TARGET, such as sip:192.0.2.1:5060 or ws://192.0.2.1:5080/sip'],
    [['toString'], 'unknown command "toString"; sidetone --help lists them'],
    [['serve', '--colour'], 'unknown option --colour; sidetone serve --help lists them all'],
    [['serve', '--tls-cert', 'x'], '--tls-cert needs --tls-key, the file with its key'],
    [['serve', '--users', '/nowhere/users'], '--users: /nowhere/users: there is no such file'],
    [['serve', '--http', 'nowhere.invalid:5080'], '--http: there is no host nowhere.invalid'],
    [['gateway'], 'sidetone gateway needs --upstream, the SIP server behind it, such as sip:192.0.2.1:5060'],
  ])('%j', async (args, line) => {
    expect(await run(...args)).toEqual({ status: 2, stdout: '', stderr: `sidetone: ${line}\n` });
  });
});

test('--help and --version', async () => {
  expect(await run('--help')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('sidetone serve'),
  });
  expect(await run('server', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--ring-timeout') });
  expect(await run('--version')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^sidetone \d+\.\d+\.\d+\n$/),
  });
});
