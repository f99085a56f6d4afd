import { X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import { isIP } from 'node:net';
import type { DataDirectory } from './data-directory.ts';
import { isWildcard, machineAddresses } from './listener-address.ts';
import type { OptionValues } from './option-table.ts';
import type { TlsFiles } from './tls-files.ts';

const CERT_FILE = 'self-signed-cert.pem';
const KEY_FILE = 'self-signed-key.pem';
const DAY_MS = 86_400_000;
/** Browsers refuse certificates that live longer than 825 days, even those that a person has accepted. */
const LIFE_DAYS = 820;
const RENEW_DAYS = 30;

/**
 * A certificate for this machine, for people who accept it by hand. It is kept, so that they do so once; a new one is
 * made when it runs out, or when the machine has an address or a name that it lacks.
 */
export async function selfSignedCertificate(data: DataDirectory, values: OptionValues): Promise<TlsFiles> {
  const names = certificateNames(values);
  // IPv6 addresses come and go with the day; a certificate that has to be accepted again is worse than one without them.
  const needed = names.filter((name) => isIP(name) !== 6);
  const kept = { cert: data.read(CERT_FILE), key: data.read(KEY_FILE) };
  if (kept.cert !== undefined && kept.key !== undefined && isUsable(kept.cert, needed)) {
    return { cert: kept.cert, key: kept.key };
  }
  const made = await makeCertificate(names);
  data.write(CERT_FILE, made.cert);
  data.write(KEY_FILE, made.key);
  return made;
}

/** Every name and address by which a browser may reach this machine. */
function certificateNames({ domain, advertise, http }: OptionValues): readonly string[] {
  const own = [hostname().toLowerCase(), ...domain, http.host, ...(advertise === undefined ? [] : [advertise])];
  const names = own
    .map((name) => name.replace(/^\[(.*)\]$/, '$1'))
    .filter((name) => /^[\w.:-]+$/.test(name) && !isWildcard(name));
  return [...new Set(['localhost', '127.0.0.1', '::1', ...machineAddresses(), ...names])];
}

function isUsable(cert: string, names: readonly string[]): boolean {
  try {
    const certificate = new X509Certificate(cert);
    const isFresh = Date.parse(certificate.validTo) - Date.now() > RENEW_DAYS * DAY_MS;
    return isFresh && names.every((name) => covers(certificate, name));
  } catch {
    return false; // not a certificate: a new one takes its place
  }
}

function covers(certificate: X509Certificate, name: string): boolean {
  return (isIP(name) > 0 ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined;
}

async function makeCertificate(names: readonly string[]): Promise<TlsFiles> {
  const altNames = names.map((name) =>
    isIP(name) > 0 ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
  );
  // Loaded when it is needed: it is larger than the rest of the program.
  const { generate } = await import('selfsigned');
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Sidetone' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + LIFE_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { cert, key };
}
