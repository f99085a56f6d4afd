import { readFileSync } from 'node:fs';
import { hashHa1, type DigestAlgorithm } from '@sidetone/sip';
import { describeFileError } from './file-error.ts';
import { isAccountName, parseNamedPassword } from './option-values.ts';
import { UsageError } from './usage-error.ts';

/** The hashes of one account (RFC 7616 §3.4.2); a file of hashes need not have all of them. */
export type AccountHashes = Partial<Record<DigestAlgorithm, string>>;

const hashLengths: Readonly<Record<DigestAlgorithm, number>> = { MD5: 32, 'SHA-256': 64 };

/**
 * Reads `--users FILE`. A line is `NAME:PASSWORD`, or `NAME:MD5:HA1` or `NAME:SHA-256:HA1` with HA1 in hexadecimal;
 * empty lines and lines that begin with `#` are skipped. Lines of one name add up.
 * @param realm the first domain, which the hashes are made for
 * @throws {UsageError} that names the line and never shows it
 */
export function readAccountsFile(path: string, realm: string): ReadonlyMap<string, AccountHashes> {
  const accounts = new Map<string, AccountHashes>();
  let lineNumber = 0;
  for (const line of readText(path).split(/\r?\n/)) {
    lineNumber += 1;
    if (line.trim() === '' || line.startsWith('#')) continue;
    const account = readLine(line, realm);
    if (account === undefined) {
      throw new UsageError(`${path}, line ${lineNumber}: a line is NAME:PASSWORD or NAME:ALGORITHM:HA1`);
    }
    accounts.set(account.name, { ...accounts.get(account.name), ...account.hashes });
  }
  return accounts;
}

/** All hashes of a name and password. */
export function hashesOf(name: string, realm: string, password: string): AccountHashes {
  return { MD5: hashHa1(name, realm, password, 'MD5'), 'SHA-256': hashHa1(name, realm, password, 'SHA-256') };
}

function readLine(line: string, realm: string): { name: string; hashes: AccountHashes } | undefined {
  const hashed = /^([^:]+):(MD5|SHA-256):([0-9A-Fa-f]+)\s*$/i.exec(line);
  const [, name = '', algorithmText = '', ha1 = ''] = hashed ?? [];
  const algorithm: DigestAlgorithm = algorithmText.toUpperCase() === 'MD5' ? 'MD5' : 'SHA-256';
  if (hashed !== null && ha1.length === hashLengths[algorithm]) {
    return isAccountName(name) ? { name, hashes: { [algorithm]: ha1.toLowerCase() } } : undefined;
  }
  const plain = parseNamedPassword(line);
  if (!plain.ok) return undefined;
  return { name: plain.value.name, hashes: hashesOf(plain.value.name, realm, plain.value.password) };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--users: ${describeFileError(path, error)}`, { cause: error });
  }
}
