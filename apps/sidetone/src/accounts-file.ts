import { readFileSync } from 'node:fs';
import { type DigestAlgorithm, digestAlgorithms, hashAllHa1 } from '@sidetone/sip';
import { describeFileError } from './file-error.ts';
import { isAccountName, parseNamedPassword } from './option-values.ts';
import { UsageError } from './usage-error.ts';

/** The hashes of one account (RFC 7616 §3.4.2); a file of hashes need not have all of them. */
export type AccountHashes = Partial<Record<DigestAlgorithm, string>>;

const hashLengths: Readonly<Record<DigestAlgorithm, number>> = { 'SHA-512-256': 64, 'SHA-256': 64, MD5: 32 };

/**
 * Reads `--users FILE`. A line is `NAME:PASSWORD`, or `NAME:ALGORITHM:HA1` with one of `--digest` and HA1 in hexadecimal;
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

function readLine(line: string, realm: string): { name: string; hashes: AccountHashes } | undefined {
  const hashed = /^([^:]+):([\w-]+):([0-9A-Fa-f]+)\s*$/.exec(line);
  const [, name = '', algorithmText = '', ha1 = ''] = hashed ?? [];
  const algorithm = digestAlgorithms.find((known) => known === algorithmText.toUpperCase());
  if (algorithm !== undefined && ha1.length === hashLengths[algorithm]) {
    return isAccountName(name) ? { name, hashes: { [algorithm]: ha1.toLowerCase() } } : undefined;
  }
  const plain = parseNamedPassword(line);
  if (!plain.ok) return undefined;
  return { name: plain.value.name, hashes: hashAllHa1(plain.value.name, realm, plain.value.password) };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--users: ${describeFileError(path, error)}`, { cause: error });
  }
}
