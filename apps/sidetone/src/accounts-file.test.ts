import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashHa1 } from '@sidetone/sip';
import { afterAll, expect, test } from 'vitest';
import { readAccountsFile } from './accounts-file.ts';
import { readAccounts } from './accounts.ts';
import { readOptions } from './options.ts';

const directory = mkdtempSync(join(tmpdir(), 'sidetone-accounts-'));
afterAll(() => rmSync(directory, { recursive: true }));

function accountsFile(text: string): string {
  const path = join(directory, `${Math.random()}.txt`);
  writeFileSync(path, text);
  return path;
}

const md5 = hashHa1('ben', 'localhost', 'x', 'MD5');
const sha256 = hashHa1('ben', 'localhost', 'x', 'SHA-256');

test('passwords and hashes', () => {
  const path = accountsFile(
    `# people\r\nann:pass:word \n\nben:MD5:${md5.toUpperCase()}\nben:sha-256:${sha256}\ncat:SHA-512-256:${sha256}\n`,
  );
  const accounts = readAccountsFile(path, 'localhost');
  expect(accounts.get('ann')).toEqual({
    MD5: hashHa1('ann', 'localhost', 'pass:word ', 'MD5'),
    'SHA-256': hashHa1('ann', 'localhost', 'pass:word ', 'SHA-256'),
    'SHA-512-256': hashHa1('ann', 'localhost', 'pass:word ', 'SHA-512-256'),
  });
  expect(accounts.get('ben')).toEqual({ MD5: md5, 'SHA-256': sha256 });
  expect(accounts.get('cat')).toEqual({ 'SHA-512-256': sha256 });
});

test.each([['ann'], ['ann:'], [':x'], ['a n:x']])('a bad line is named, not shown: %s', (line) => {
  const path = accountsFile(`ok:ok\n${line}\n`);
  expect(() => readAccountsFile(path, 'localhost')).toThrow(`${path}, line 2: a line is NAME:PASSWORD or`);
});

test('a missing file', () => {
  expect(() => readAccountsFile('/nowhere/users', 'localhost')).toThrow(
    '--users: /nowhere/users: there is no such file',
  );
});

test('an account that cannot answer what is offered', () => {
  const path = accountsFile(`ben:MD5:${md5}\n`);
  const read = (...args: string[]) => readAccounts(readOptions('serve', ['--users', path, ...args], {}).values);
  expect(() => read()).toThrow(`${path}: ben has no SHA-256 hash; add one, or leave SHA-256 out of --digest`);
  expect(read('--digest', 'MD5').directory.ha1('ben', 'MD5')).toBe(md5);
});

test('demo accounts, accounts of the file, accounts of flags', () => {
  const path = accountsFile('alice:changed\n');
  const { values } = readOptions('serve', ['--demo', '--users', path, '--user', 'eve:x'], {});
  const accounts = readAccounts(values);
  expect(accounts.demo.map(({ user }) => user)).toEqual(['alice', 'bob', 'carol', 'dave']);
  expect(accounts.count).toBe(5);
  expect(accounts.directory.ha1('alice', 'MD5')).toBe(hashHa1('alice', 'localhost', 'changed', 'MD5'));
  expect(accounts.directory.exists('eve')).toBe(true);
  expect(accounts.directory.exists('mallory')).toBe(false);
});
