import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DataDirectory } from './data-directory.ts';
import { describeFileError } from './file-error.ts';
import type { OptionValues } from './option-table.ts';
import { selfSignedCertificate } from './self-signed.ts';
import type { TlsFiles } from './tls-files.ts';
import { UsageError } from './usage-error.ts';

/**
 * The certificate of `--tls-cert` or `--tls-self-signed`; undefined when there is to be no TLS.
 * @throws {UsageError} when a file is missing, is not PEM, or the two do not belong together
 */
export async function readTls(values: OptionValues, data: DataDirectory): Promise<TlsFiles | undefined> {
  const { 'tls-cert': certPath, 'tls-key': keyPath } = values;
  if (values['tls-self-signed']) return selfSignedCertificate(data, values);
  if (certPath === undefined || keyPath === undefined) return undefined;
  const cert = readPem('--tls-cert', certPath);
  const key = readPem('--tls-key', keyPath);
  checkPair({ cert, key }, certPath, keyPath);
  return { cert, key };
}

function checkPair({ cert, key }: TlsFiles, certPath: string, keyPath: string): void {
  const certificate = attempt(() => new X509Certificate(cert), `--tls-cert: ${certPath} is not a certificate in PEM`);
  const privateKey = attempt(
    () => createPrivateKey(key),
    `--tls-key: ${keyPath} is not a key in PEM without a passphrase`,
  );
  if (!certificate.checkPrivateKey(privateKey)) throw new UsageError(`${keyPath} is not the key of ${certPath}`);
}

function attempt<T>(read: () => T, sentence: string): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(sentence, { cause: error });
  }
}

function readPem(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${option}: ${describeFileError(path, error)}`, { cause: error });
  }
}
