import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '@sidetone/testkit';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDataDirectory } from './data-directory.ts';
import { keepPort, keptPort, keptSecret } from './kept-values.ts';
import { readOptions } from './options.ts';
import type { TlsFiles } from './tls-files.ts';
import { readTls } from './tls.ts';

const root = mkdtempSync(join(tmpdir(), 'sidetone-data-'));
const directory = join(root, 'data');
afterAll(() => rmSync(root, { recursive: true }));

const random = new SeededRandom(1);

test('keys and the port are the same after a restart, for their owner only', () => {
  const first = openDataDirectory(directory);
  const secret = keptSecret(first, 'server.key', random);
  keepPort(first, 40_000);
  expect(secret).toHaveLength(32);
  const second = openDataDirectory(directory);
  expect(keptSecret(second, 'server.key', random)).toEqual(secret);
  expect(keptSecret(second, 'gateway.key', random)).not.toEqual(secret);
  expect(keptPort(second)).toBe(40_000);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(statSync(join(directory, 'server.key')).mode & 0o777).toBe(0o600);
});

test('in memory, nothing is written', () => {
  const memory = openDataDirectory('memory');
  expect(keptSecret(memory, 'server.key', random)).toEqual(keptSecret(memory, 'server.key', random));
  expect(keptPort(memory)).toBe(0);
});

test('a key that was cut short is a mistake', () => {
  writeFileSync(join(directory, 'gateway.key'), 'abc\n');
  expect(() => keptSecret(openDataDirectory(directory), 'gateway.key', random)).toThrow(
    'gateway.key does not hold a key',
  );
});

test('a file in place of the directory', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  expect(() => openDataDirectory(file)).toThrow(`--data: ${file}: it is not a directory`);
});

describe('certificates', () => {
  let made: TlsFiles | undefined;
  const selfSigned = readOptions('serve', ['--tls-self-signed', '--domain', 'example.com'], {}).values;
  const files = { cert: join(directory, 'self-signed-cert.pem'), key: join(directory, 'self-signed-key.pem') };

  beforeAll(async () => {
    made = await readTls(selfSigned, openDataDirectory(directory));
  });

  test('a self-signed one names this machine and is kept', async () => {
    const certificate = new X509Certificate(made?.cert ?? '');
    expect(certificate.checkHost('localhost')).toBeDefined();
    expect(certificate.checkHost('example.com')).toBeDefined();
    expect(certificate.checkIP('127.0.0.1')).toBeDefined();
    expect(certificate.checkIP('::1')).toBeDefined();
    expect(await readTls(selfSigned, openDataDirectory(directory))).toEqual(made);
    expect(statSync(files.key).mode & 0o777).toBe(0o600);
  });

  test('a new name makes a new one', async () => {
    const { values } = readOptions('serve', ['--tls-self-signed', '--domain', 'example.net'], {});
    const next = await readTls(values, openDataDirectory(directory));
    expect(next).not.toEqual(made);
    expect(new X509Certificate(next?.cert ?? '').checkHost('example.net')).toBeDefined();
  });

  test('files of the user', async () => {
    const key = join(root, 'key.pem');
    const other = join(root, 'other.pem');
    writeFileSync(key, readFileSync(files.key));
    writeFileSync(other, made?.key ?? '');
    chmodSync(key, 0o600);
    const read = (cert: string, key: string) =>
      readTls(readOptions('serve', ['--tls-cert', cert, '--tls-key', key], {}).values, openDataDirectory('memory'));
    expect(await read(files.cert, key)).toBeDefined();
    await expect(read(files.cert, other)).rejects.toThrow(`${other} is not the key of ${files.cert}`);
    await expect(read(key, key)).rejects.toThrow(`--tls-cert: ${key} is not a certificate in PEM`);
    await expect(read(files.cert, files.cert)).rejects.toThrow('is not a key in PEM without a passphrase');
    await expect(read(join(root, 'no.pem'), key)).rejects.toThrow(/^--tls-cert: .*no\.pem: there is no such file$/);
  });
});
